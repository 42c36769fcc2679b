package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.preflight.EndFacts;
import dev.pgrm.domain.preflight.ReplicationFacts;
import dev.pgrm.fleet.poll.Capabilities;
import dev.pgrm.fleet.prerequisite.ReplicationFactsQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads what both ends are asked alike. Clones share the system identifier, hence the start. */
final class EndQuery {
    /** Two statements, the results of which {@link #read} takes from where the batch stands. */
    static final String SQL = ReplicationFactsQuery.SQL + ";\n" + """
            select concat_ws('/', (select system_identifier from pg_control_system()),
                             extract(epoch from pg_postmaster_start_time()),
                             (select oid from pg_database where datname = current_database())) as identity,
                   current_database() as database,
                   host(inet_server_addr()) as listens,
                   (select rolsuper from pg_roles where rolname = current_user) as super,
                   coalesce((select bool_or(pg_has_role(oid, 'usage')) from pg_roles
                     where rolname in ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin')), false) as administers,
                   has_database_privilege(current_database(), 'create') as creates,
                   coalesce(pg_has_role(to_regrole('pg_create_subscription'), 'usage'), false) as subscribes,
                   current_setting('max_sync_workers_per_subscription')::int as sync_workers,
                   current_setting('max_prepared_transactions')::int as prepared""";

    private EndQuery() {}

    static EndFacts read(PreparedStatement batch, Capabilities capabilities, DatabaseSpec database)
            throws SQLException {
        ReplicationFacts replication;
        try (ResultSet row = batch.getResultSet()) {
            replication = ReplicationFactsQuery.of(row, capabilities.aurora());
        }
        batch.getMoreResults();
        try (ResultSet row = batch.getResultSet()) {
            row.next();
            return new EndFacts(
                    database.name(),
                    database.endpoint().host(),
                    row.getString("listens"),
                    row.getString("database"),
                    row.getString("identity"),
                    capabilities.version(),
                    replication,
                    row.getBoolean("super"),
                    row.getBoolean("administers"),
                    row.getBoolean("creates"),
                    row.getBoolean("subscribes"),
                    row.getInt("sync_workers"),
                    row.getInt("prepared"));
        }
    }
}
