package dev.pgrm.fleet.scene;

import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.List;
import java.util.Objects;

/** Removes from a server what scenes leave behind. */
final class CleanSlate {
    private static final String RESTART_NEEDED = "select count(*) from pg_settings where pending_restart";

    private CleanSlate() {}

    static void of(PostgresServer server) {
        server.sql("alter system reset all", "select pg_reload_conf()");
        first(server, "select subname from pg_subscription")
                .forEach(name -> server.sql(
                        "alter subscription " + name + " disable",
                        "alter subscription " + name + " set (slot_name = none)",
                        "drop subscription " + name));
        server.sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                + " and backend_type in ('client backend', 'walsender') and usename <> 'pgrm_monitor'");
        await().atMost(Pair.PATIENCE).until(() -> slotsAreGone(server));
        first(server, "select pubname from pg_publication").forEach(name -> server.sql("drop publication " + name));
        server.sql("drop schema public cascade", "create schema public", "grant usage on schema public to public");
        first(server, "select rolname from pg_roles where rolname like 'actor%'")
                .forEach(name -> {
                    server.sql("drop owned by " + name);
                    server.sql("drop role " + name);
                });
        await().atMost(Pair.PATIENCE).until(() -> settled(server));
    }

    private static boolean slotsAreGone(PostgresServer server) {
        server.sql("select pg_terminate_backend(active_pid) from pg_replication_slots where active");
        server.sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
        return server.value("select count(*) from pg_replication_slots").equals("0");
    }

    /** Only a restart takes some settings back. */
    private static boolean settled(PostgresServer server) {
        if (!server.value(RESTART_NEEDED).equals("0")) {
            server.restart();
        }
        return server.value("select count(*) from pg_file_settings where sourcefile like '%auto.conf'")
                .equals("0");
    }

    private static List<String> first(PostgresServer server, String query) {
        return server.query(query).stream()
                .map(row -> Objects.requireNonNull(row.getFirst()))
                .toList();
    }
}
