package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far initial copies have come, for each subscription that has some to do: those that run, then those that wait, then the
 * latest that are over, so many of each. 14 added the progress of copies. A table that somebody is about to have for himself is not
 * measured: looking at it would make us wait.
 */
final class TableCopiesSection implements Section<Map<Oid, List<TableCopy>>> {
    private static final int MOST = 100;

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            with tables as materialized (
                   select srsubid, srrelid, srsubstate::text as state, srsublsn from pg_subscription_rel),
            ranked as (
                   select tables.*, worker.pid,
                          row_number() over (
                              partition by srsubid, state in ('r', 's')
                              order by worker.pid is null, position(state in 'fdi'), srsublsn desc nulls last, srrelid
                          ) as number
                     from tables
                     left join pg_stat_get_subscription(null) as worker
                       on worker.subid = srsubid and worker.relid = srrelid
                    where srsubid in (select srsubid from tables where state not in ('r', 's'))),
            locked as materialized (
                   select relation from pg_locks where mode = 'AccessExclusiveLock' and relation is not null)
            select srsubid::int8 as subscription, srrelid::int8 as oid, nspname, relname, state, ranked.pid, %s as rows,
                   case when %s then %s
                        when state in ('f', 's', 'r') and relkind = 'r' and srrelid not in (select relation from locked)
                        then pg_table_size(srrelid) end as bytes
              from ranked
              join pg_class on pg_class.oid = srrelid
              join pg_namespace on pg_namespace.oid = relnamespace
              %s
             where number <= %d
             order by srsubid, state in ('r', 's'), number
            """,
                capabilities.since(14, "progress.tuples_processed", "int8"),
                capabilities.atLeast(14) ? "progress.pid is not null" : "false",
                capabilities.since(14, "progress.bytes_processed", "int8"),
                capabilities.atLeast(14)
                        ? "left join pg_stat_progress_copy as progress on progress.pid = ranked.pid"
                        : "",
                MOST);
    }

    @Override
    public Map<Oid, List<TableCopy>> read(ResultSet row) throws SQLException {
        var copies = new HashMap<Oid, List<TableCopy>>();
        while (row.next()) {
            copies.computeIfAbsent(new Oid(row.getLong("subscription")), _ -> new ArrayList<>())
                    .add(new TableCopy(
                            new Oid(row.getLong("oid")),
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            TableState.of(row.getString("state")),
                            Rows.number(row, "bytes"),
                            Rows.number(row, "rows"),
                            Rows.integer(row, "pid")));
        }
        return copies;
    }
}
