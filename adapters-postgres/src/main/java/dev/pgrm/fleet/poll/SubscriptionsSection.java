package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.fleet.poll.SubscriptionsSection.Subscriptions;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one database; the catalog is shared by all databases of a server, hence the filter. The functions beneath
 * the views, which would join that catalog once more. 16 added parallel apply, whose workers must not be taken for the leader.
 *
 * <p>Tables are counted by state on the server, so that a database of many tables costs no more to report. There is no index by
 * state; where many tables were all ready, the catalog is read only when we are told to, or while some worker copies a table.
 */
final class SubscriptionsSection implements Section<Subscriptions> {
    private boolean counting = true;

    /** @param counted whether the states of their tables were counted by this poll */
    record Subscriptions(List<Subscription> all, boolean counted) {}

    /** Whether the next poll counts tables even when nothing seems to have become of them. */
    void count(boolean counts) {
        counting = counts;
    }

    @Override
    public String sql(Capabilities capabilities) {
        // Before 14 the oid is for superusers alone, unless it was granted.
        return capabilities.privileges().readsSubscriptions()
                ? composed(capabilities)
                : "select ?::bool as counted where false";
    }

    @Override
    public int bind(PreparedStatement statement, int first) throws SQLException {
        statement.setBoolean(first, counting);
        return first + 1;
    }

    private static String composed(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            with counting as materialized (
                   select ?::bool or exists (select from pg_stat_get_subscription(null) where relid is not null) as due)
            select subscription.oid::int8 as oid, subscription.subname, subenabled, subslotname, subpublications,
                   %s as conninfo, %s,
                   worker.pid, worker.received_lsn, worker.latest_end_lsn, worker.last_msg_receipt_time, process.backend_start,
                   case when process.wait_event_type = 'Lock' then
                        coalesce(%s, process.state_change, process.query_start, process.backend_start) end as blocked_since,
                   case when process.wait_event_type = 'Lock' then pg_blocking_pids(worker.pid) end as blocked_by,
                   %s, tables.*, (select due from counting) as counted
              from pg_subscription as subscription
              left join pg_stat_get_subscription(null) as worker
                on worker.subid = subscription.oid and worker.relid is null and worker.pid is not null %s
              left join lateral pg_stat_get_activity(worker.pid) as process on worker.pid is not null
              %s
              left join (
                   select srsubid,
                          count(*) filter (where srsubstate = 'i') as initial,
                          count(*) filter (where srsubstate = 'd') as copying,
                          count(*) filter (where srsubstate = 'f') as copied,
                          count(*) filter (where srsubstate = 's') as synchronized,
                          count(*) filter (where srsubstate = 'r') as ready
                     from pg_subscription_rel
                    where (select due from counting)
                    group by srsubid) as tables on tables.srsubid = subscription.oid
             where subdbid = %d
            """,
                capabilities.privileges().readsConnectionStrings() ? "subconninfo" : "null::text",
                OptionColumns.sql(capabilities),
                capabilities.since(14, BLOCKED_SINCE, "timestamptz"),
                CounterColumns.sql(capabilities),
                capabilities.atLeast(16) ? "and worker.leader_pid is null" : "",
                capabilities.atLeast(15)
                        ? "left join lateral pg_stat_get_subscription_stats(subscription.oid) as counters on true"
                        : "",
                capabilities.database());
    }

    private static final String BLOCKED_SINCE =
            "(select min(waitstart) from pg_locks as waits where waits.pid = worker.pid and not granted)";

    @Override
    public Subscriptions read(ResultSet row) throws SQLException {
        var subscriptions = new ArrayList<Subscription>();
        boolean counted = true;
        while (row.next()) {
            counted = row.getBoolean("counted");
            subscriptions.add(subscription(row));
        }
        return new Subscriptions(subscriptions, counted);
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        String conninfo = row.getString("conninfo");
        Lsn skip = Rows.lsn(row, "skip_lsn");
        return new Subscription(
                new Oid(row.getLong("oid")),
                new SubscriptionName(row.getString("subname")),
                row.getBoolean("subenabled"),
                // One that was made without a connection names a slot after itself, unchecked.
                SlotName.ifAllowed(row.getString("subslotname")),
                publications(row),
                conninfo == null ? null : ConnectionString.publisher(conninfo),
                OptionColumns.read(row),
                worker(row),
                tables(row),
                List.of(),
                CopyHistory.EMPTY,
                CounterColumns.read(row),
                skip == null || skip.position() == 0 ? null : skip,
                WorkerHistory.EMPTY);
    }

    private static List<PublicationName> publications(ResultSet row) throws SQLException {
        return Rows.texts(row, "subpublications").stream()
                .map(PublicationName::new)
                .toList();
    }

    private static @Nullable ApplyWorker worker(ResultSet row) throws SQLException {
        Integer pid = Rows.integer(row, "pid");
        return pid == null
                ? null
                : new ApplyWorker(
                        pid,
                        Rows.lsn(row, "received_lsn"),
                        Rows.lsn(row, "latest_end_lsn"),
                        Rows.instant(row, "last_msg_receipt_time"),
                        Rows.instant(row, "backend_start"),
                        blocked(row));
    }

    private static @Nullable Blocked blocked(ResultSet row) throws SQLException {
        Array by = row.getArray("blocked_by");
        Instant since = Rows.instant(row, "blocked_since");
        return by == null || since == null
                ? null
                : new Blocked(since, Stream.of((Integer[]) by.getArray()).toList());
    }

    private static TableStates tables(ResultSet row) throws SQLException {
        var count = new EnumMap<TableState, Integer>(TableState.class);
        for (TableState state : TableState.values()) {
            count.put(state, row.getInt(state.name().toLowerCase(Locale.ROOT)));
        }
        return new TableStates(Map.copyOf(count));
    }
}
