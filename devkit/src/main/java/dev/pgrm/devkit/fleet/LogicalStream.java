package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.SqlFailed;

/** A subscription and what it follows; publication, subscription and slot share one name. */
public record LogicalStream(String name, Database publisher, Database subscriber) {

    private static final String TABLES_READY = """
            select bool_and(coalesce(r.srsubstate, 'r') = 'r') and count(*) > 0
            from pg_subscription s left join pg_subscription_rel r on r.srsubid = s.oid
            where s.subname = ?""";

    private static final String SENDING = """
            select count(*) > 0
            from pg_replication_slots s join pg_stat_replication r on r.pid = s.active_pid
            where r.state = 'streaming' and s.slot_name = ?""";

    private static final String CONFIRMED =
            "select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = ?";

    /** All tables ready, and the sender in state streaming. */
    public boolean streaming() {
        return holds(subscriber, TABLES_READY, name) && holds(publisher, SENDING, name);
    }

    /** The subscriber has confirmed all that was committed before {@code lsn} on the publisher. */
    public boolean confirmed(String lsn) {
        return holds(publisher, CONFIRMED, lsn, name) && streaming();
    }

    /** A server that is down keeps no condition. */
    private static boolean holds(Database database, String condition, Object... parameters) {
        try {
            return "t".equals(database.value(condition, parameters));
        } catch (SqlFailed e) {
            return false;
        }
    }
}
