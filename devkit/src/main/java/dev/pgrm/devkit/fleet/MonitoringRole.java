package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Identifiers;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.List;

/** The least a monitor needs to see everything. The privileges on catalogs are held per database, though the catalogs are shared. */
final class MonitoringRole {
    private MonitoringRole() {}

    static void create(PostgresServer server, Credentials role, List<String> databases) {
        var name = Identifiers.quoted(role.user());
        server.sql(
                Unlogged.STATEMENTS,
                "create role " + name + " login password " + Identifiers.literal(role.password()),
                "grant pg_monitor to " + name);
        for (String database : databases) {
            server.database(database)
                    .sql(
                            "grant select (subconninfo) on pg_subscription to " + name,
                            "grant execute on function pg_show_replication_origin_status() to " + name,
                            "grant select on pg_replication_origin_status to " + name);
        }
    }
}
