package dev.pgrm.fleet.table;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.Copy;
import dev.pgrm.domain.table.TableSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The tables of a subscription and how far their copies are, of which 14 brought the progress. */
record SubscribedTablesQuery(TableSearch search, Oid subscription, int major) implements TableQuery {
    private static final int PROGRESS_SINCE = 14;

    private static final String PROGRESS = """
            left join lateral (
                  select copy.bytes_processed, copy.tuples_processed
                    from pg_stat_progress_copy as copy
                   where copy.relid = page.oid and copy.datname = current_database() and copy.type = 'CALLBACK'
                   limit 1) as progress on true
            """;

    @Override
    public String sql() {
        boolean progress = major >= PROGRESS_SINCE;
        return String.format(
                Locale.ROOT,
                """
            with page as materialized (
                 select c.oid, n.nspname, c.relname, c.relreplident, r.srsubstate::text as state, r.srsublsn
                   from pg_subscription_rel as r
                   join pg_class as c on c.oid = r.srrelid
                   join pg_namespace as n on n.oid = c.relnamespace
                  where r.srsubid = ?::int8::oid and r.srsubstate::text like ? and %s
                  order by n.nspname, c.relname
                  limit ?)
            select nspname as schema_name, relname as table_name, row_estimate, byte_estimate,
                   %s,
                   state, srsublsn, %s as bytes_copied, %s as rows_copied
              from page
             %s
             %s
             order by nspname, relname
            """,
                WANTED,
                IDENTITY,
                progress ? "progress.bytes_processed" : "null::int8",
                progress ? "progress.tuples_processed" : "null::int8",
                ESTIMATE,
                progress ? PROGRESS : "");
    }

    @Override
    public void bind(PreparedStatement statement, int most) throws SQLException {
        statement.setLong(1, subscription.value());
        statement.setString(2, search.state() == null ? "%" : search.state().letter());
        TableQuery.bindWanted(statement, 3, search.after(), search.text());
        statement.setInt(6, most);
    }

    @Override
    public ListedTable table(ResultSet row, TableName name) throws SQLException {
        String reached = row.getString("srsublsn");
        return new ListedTable(
                name,
                TableQuery.number(row, "row_estimate"),
                TableQuery.number(row, "byte_estimate"),
                TableQuery.identity(row),
                null,
                List.of(),
                new Copy(
                        TableState.of(row.getString("state")),
                        TableQuery.number(row, "bytes_copied"),
                        TableQuery.number(row, "rows_copied"),
                        reached == null ? null : Lsn.parse(reached)));
    }

    /** That it is gone shows in the next poll; until then it has no tables. */
    @Override
    public boolean hasSubject(Connection connection) {
        return true;
    }
}
