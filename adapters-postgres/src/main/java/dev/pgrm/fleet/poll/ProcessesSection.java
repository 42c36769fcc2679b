package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.fleet.poll.ProcessesSection.Processes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What runs on the server, seen in one pass through its sessions. 14 tells that replay is about to pause; before, only that
 * somebody wished it.
 */
final class ProcessesSection implements Section<Processes> {

    /**
     * @param workers background workers of every kind; unknown to a role that may not see what processes are
     * @param logicalWorkers those of logical replication
     * @param origins how many there are, seen and unseen
     */
    record Processes(
            @Nullable OpenTransaction longestWrite,
            int prepared,
            @Nullable Instant oldestPrepared,
            @Nullable Boolean replayPaused,
            @Nullable Integer workers,
            int logicalWorkers,
            int origins) {}

    /** Whatever else a process calls itself, extensions' names included, it holds one of the places of background workers. */
    private static final String WORKERS = """
            (select count(*)::int from process where backend_type not in (
                       'client backend', 'walsender', 'walreceiver', 'autovacuum launcher', 'autovacuum worker',
                       'checkpointer', 'background writer', 'walwriter', 'walsummarizer', 'startup', 'archiver', 'logger',
                       'stats collector', 'slotsync worker', 'io worker', 'standalone backend'))""";

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            with process as materialized (
                   select pid, usesysid, application_name, state, xact_start, backend_xid, backend_type
                     from pg_stat_get_activity(null))
            select oldest.pid, oldest.xact_start, pg_get_userbyid(oldest.usesysid)::text as role, oldest.application_name,
                   oldest.state, prepared.number as prepared, prepared.oldest as oldest_prepared,
                   %s as replay_paused, %s as workers,
                   (select count(*) from pg_stat_get_subscription(null)) as logical_workers,
                   (select count(*) from pg_replication_origin) as origins
              from (select count(*) as number, min(prepared) as oldest from pg_prepared_xact()) as prepared
              left join (select * from process
                          where backend_xid is not null and xact_start is not null
                          order by xact_start limit 1) as oldest on true
            """,
                replayPaused(capabilities),
                capabilities.privileges().monitors() ? WORKERS : "null::int");
    }

    private static String replayPaused(Capabilities capabilities) {
        if (capabilities.aurora()) {
            return "null::bool";
        }
        return "case when pg_is_in_recovery() then "
                + (capabilities.atLeast(14)
                        ? "pg_get_wal_replay_pause_state() <> 'not paused'"
                        : "pg_is_wal_replay_paused()")
                + " end";
    }

    @Override
    public Processes read(ResultSet row) throws SQLException {
        row.next();
        return new Processes(
                longestWrite(row),
                row.getInt("prepared"),
                Rows.instant(row, "oldest_prepared"),
                Rows.flag(row, "replay_paused"),
                Rows.integer(row, "workers"),
                row.getInt("logical_workers"),
                row.getInt("origins"));
    }

    private static @Nullable OpenTransaction longestWrite(ResultSet row) throws SQLException {
        Integer pid = Rows.integer(row, "pid");
        return pid == null
                ? null
                : new OpenTransaction(
                        pid,
                        Objects.requireNonNull(Rows.instant(row, "xact_start")),
                        row.getString("role"),
                        row.getString("application_name"),
                        row.getString("state"));
    }
}
