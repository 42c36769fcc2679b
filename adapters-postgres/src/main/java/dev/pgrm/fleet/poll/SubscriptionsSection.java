package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one database; the catalog is shared by all databases of a server, hence the filter. Tables are counted by
 * state on the server, so that a database of many tables costs no more to report. 14 added the progress of copies, 15 error
 * counters, 16 parallel apply, whose workers must not be taken for the leader.
 */
final class SubscriptionsSection implements Section<List<Subscription>> {
    @Override
    public String sql(Capabilities capabilities) {
        // Before 14 the oid is for superusers alone, unless it was granted.
        return capabilities.privileges().readsSubscriptions() ? composed(capabilities) : "select null where false";
    }

    private static String composed(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select subscription.oid::int8 as oid, subscription.subname, subenabled, subslotname, subpublications,
                   %s as conninfo,
                   worker.pid, worker.received_lsn, worker.latest_end_lsn, worker.last_msg_receipt_time,
                   %s as apply_errors, %s as sync_errors, tables.*, %s as copied_bytes
              from pg_subscription as subscription
              left join pg_stat_subscription as worker
                on worker.subid = subscription.oid and worker.relid is null and worker.pid is not null %s
              %s
             cross join lateral (
                   select count(*) filter (where srsubstate = 'i') as initial,
                          count(*) filter (where srsubstate = 'd') as copying,
                          count(*) filter (where srsubstate = 'f') as copied,
                          count(*) filter (where srsubstate = 's') as synchronized,
                          count(*) filter (where srsubstate = 'r') as ready
                     from pg_subscription_rel
                    where srsubid = subscription.oid) as tables
             where subdbid = (select oid from pg_database where datname = current_database())
            """,
                capabilities.privileges().readsConnectionStrings() ? "subconninfo" : "null::text",
                capabilities.since(15, "counters.apply_error_count", "int8"),
                capabilities.since(15, "counters.sync_error_count", "int8"),
                capabilities.atLeast(14) ? COPIED_BYTES : "null::int8",
                capabilities.atLeast(16) ? "and worker.leader_pid is null" : "",
                capabilities.atLeast(15)
                        ? "left join pg_stat_subscription_stats as counters on counters.subid = subscription.oid"
                        : "");
    }

    private static final String COPIED_BYTES = """
            (select sum(copy.bytes_processed)::int8
               from pg_stat_progress_copy as copy
               join pg_subscription_rel as copying on copying.srrelid = copy.relid
              where copying.srsubid = subscription.oid and copy.datid = subscription.subdbid)""";

    @Override
    public List<Subscription> read(ResultSet row) throws SQLException {
        var subscriptions = new ArrayList<Subscription>();
        while (row.next()) {
            String conninfo = row.getString("conninfo");
            subscriptions.add(new Subscription(
                    new Oid(row.getLong("oid")),
                    new SubscriptionName(row.getString("subname")),
                    row.getBoolean("subenabled"),
                    Rows.slotName(row, "subslotname"),
                    publications(row),
                    conninfo == null ? null : ConnectionString.publisher(conninfo),
                    SubscriptionOptions.UNKNOWN,
                    worker(row),
                    tables(row),
                    List.of(),
                    CopyHistory.EMPTY,
                    new SubscriptionCounters(
                            Rows.number(row, "apply_errors"), Rows.number(row, "sync_errors"), Map.of(), null),
                    null,
                    WorkerHistory.EMPTY));
        }
        return subscriptions;
    }

    private static List<PublicationName> publications(ResultSet row) throws SQLException {
        return Stream.of((String[]) row.getArray("subpublications").getArray())
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
                        null,
                        null);
    }

    private static TableStates tables(ResultSet row) throws SQLException {
        var count = new EnumMap<TableState, Integer>(TableState.class);
        count.put(TableState.INITIAL, row.getInt("initial"));
        count.put(TableState.COPYING, row.getInt("copying"));
        count.put(TableState.COPIED, row.getInt("copied"));
        count.put(TableState.SYNCHRONIZED, row.getInt("synchronized"));
        count.put(TableState.READY, row.getInt("ready"));
        return new TableStates(count);
    }
}
