package dev.pgrm.fleet.prerequisite;

import dev.pgrm.domain.preflight.ReplicationFacts;
import dev.pgrm.domain.preflight.ReplicationFacts.Pool;
import dev.pgrm.domain.preflight.Service;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Reads what a server has for replication, as one row. */
public final class ReplicationFactsQuery {
    /** The role of whoever runs the server for its owner, as an expression; empty where nobody does. */
    public static final String ADMINISTRATORS = """
            (select coalesce(min(rolname::text), '') from pg_roles
              where rolname in ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin'))""";

    private ReplicationFactsQuery() {}

    /** Origins got a setting of their own in 18; before, they were limited by that of slots. */
    public static final String SQL = String.format(Locale.ROOT, """
            select current_user as role,
                   %s as administrators,
                   pg_is_in_recovery() as standby,
                   current_setting('wal_level') as wal_level,
                   current_setting('max_replication_slots')::int as slots,
                   (select count(*)::int from pg_replication_slots) as slots_taken,
                   (select coalesce(string_agg(slot_name::text, ', ' order by slot_name), '')
                      from pg_replication_slots where not active) as idle_slots,
                   current_setting('max_wal_senders')::int as senders,
                   (select count(*)::int from pg_stat_replication) as senders_taken,
                   current_setting('max_logical_replication_workers')::int as workers,
                   (select count(*)::int from pg_stat_subscription where pid is not null) as workers_taken,
                   current_setting('max_worker_processes')::int as processes,
                   coalesce(current_setting('max_active_replication_origins', true),
                            current_setting('max_replication_slots'))::int as origins,
                   (select count(*)::int from pg_replication_origin) as origins_taken,
                   current_setting('max_slot_wal_keep_size', true) as kept_wal,
                   current_setting('track_commit_timestamp')::bool as commit_timestamps,
                   current_setting('hot_standby_feedback')::bool as feedback,
                   (select rolsuper or rolreplication from pg_roles where rolname = current_user)
                        or coalesce(pg_has_role(to_regrole('rds_replication'), 'usage'), false) as replicates
            """, ADMINISTRATORS);

    public static ReplicationFacts of(ResultSet row, boolean aurora) throws SQLException {
        row.next();
        return new ReplicationFacts(
                row.getString("role"),
                Service.of(row.getString("administrators"), aurora),
                row.getBoolean("standby"),
                row.getString("wal_level"),
                pool(row, "slots"),
                row.getString("idle_slots"),
                pool(row, "senders"),
                pool(row, "workers"),
                row.getInt("processes"),
                pool(row, "origins"),
                row.getString("kept_wal"),
                row.getBoolean("commit_timestamps"),
                row.getBoolean("feedback"),
                row.getBoolean("replicates"));
    }

    private static Pool pool(ResultSet row, String name) throws SQLException {
        return new Pool(row.getInt(name), row.getInt(name + "_taken"));
    }
}
