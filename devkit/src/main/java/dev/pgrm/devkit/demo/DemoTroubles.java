package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.fleet.Fleet;

/** What goes wrong in the demo, so that it can be seen. */
final class DemoTroubles {
    static final String MUCH_TO_COPY =
            "insert into events (payload) select repeat(md5(n::text), 8) from generate_series(1, 150000) n";

    /** So that the copy can be watched for some minutes. */
    static final String[] SLOW_WRITES = {
        "create table events (id bigint primary key, payload text not null, changed_at timestamptz not null)",
        "create function take_time() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(0.002); return new; end'",
        "create trigger take_time before insert on events for each row execute function take_time()",
        "alter table events enable always trigger take_time"
    };

    private DemoTroubles() {}

    static String mayReadLogs(String role) {
        return "grant execute on function pg_read_binary_file(text, bigint, bigint, boolean), pg_current_logfile(),"
                + " pg_current_logfile(text) to " + role;
    }

    static void breakWhatIsToBeBroken(Fleet fleet) {
        fleet.server("warehouse").stop();
        // In the way of a customer who is about to come.
        String soon = fleet.server("orders").value("select max(id) + 20 from customers");
        fleet.server("archive").sql("insert into customers (id, payload) values (" + soon + ", 'made here')");
    }
}
