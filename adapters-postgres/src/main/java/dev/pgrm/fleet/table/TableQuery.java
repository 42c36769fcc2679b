package dev.pgrm.fleet.table;

import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.ReplicaIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement that reads a page of tables, and what its rows mean. */
interface TableQuery {
    /** After the table that the page before ended with; and having the text in its name. */
    String WANTED = """
            (n.nspname, c.relname) > (?::text::name, ?::text::name)
               and strpos(lower((n.nspname || '.' || c.relname) collate "default"), lower(?::text)) > 0
            """;

    /**
     * Out of statistics alone: asking a table for its size would wait for whoever has locked it. A partitioned table is the sum of
     * its leaves.
     */
    String ESTIMATE = """
            cross join lateral (
                  with recursive part (part) as (
                       select page.oid
                        union all
                       select i.inhrelid
                         from part
                         join pg_class as parent on parent.oid = part.part and parent.relkind = 'p'
                         join pg_inherits as i on i.inhparent = parent.oid)
                  select sum(k.reltuples) filter (where k.reltuples >= 0)::int8 as row_estimate,
                         (sum(k.relpages::int8 + coalesce(t.relpages, 0)) filter (where k.reltuples >= 0)
                              * current_setting('block_size')::int8)::int8 as byte_estimate
                    from part
                    join pg_class as k on k.oid = part.part and k.relkind <> 'p'
                    left join pg_class as t on t.oid = k.reltoastrelid) as estimate
            """;

    String IDENTITY = """
            case relreplident
                        when 'f' then 'FULL'
                        when 'n' then 'NOTHING'
                        when 'i' then case when exists (select from pg_index as x
                                                         where x.indrelid = page.oid and x.indisreplident and x.indisvalid)
                                           then 'INDEX' else 'NOTHING' end
                        else case when exists (select from pg_index as x
                                                where x.indrelid = page.oid and x.indisprimary and x.indisvalid)
                                  then 'PRIMARY_KEY' else 'NOTHING' end
                    end as identity
            """;

    String sql();

    void bind(PreparedStatement statement, int most) throws SQLException;

    ListedTable table(ResultSet row, TableName name) throws SQLException;

    /** Whether that of which no table was found exists at all. */
    boolean hasSubject(Connection connection) throws SQLException;

    /** Sets the parameters of {@link #WANTED}. */
    static void bindWanted(PreparedStatement statement, int first, @Nullable TableName after, @Nullable String text)
            throws SQLException {
        statement.setString(first, after == null ? "" : after.schema());
        statement.setString(first + 1, after == null ? "" : after.name());
        statement.setString(first + 2, text == null ? "" : text);
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static ReplicaIdentity identity(ResultSet row) throws SQLException {
        return ReplicaIdentity.valueOf(row.getString("identity"));
    }
}
