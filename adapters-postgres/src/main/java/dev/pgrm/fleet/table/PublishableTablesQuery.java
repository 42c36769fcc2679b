package dev.pgrm.fleet.table;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.PublishableTable;
import dev.pgrm.domain.table.PublishableTable.Column;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a publication can have: ordinary and partitioned ones of users, neither unlogged nor temporary. Out of the catalogs,
 * so that nobody's lock is waited for. 15 brought publishing whole schemas.
 */
record PublishableTablesQuery(PublishableSearch search, int major) {
    private static final int SCHEMAS_SINCE = 15;

    private static final String SQL = """
            with page as materialized (
                 select c.oid, n.nspname, c.relname, c.relreplident, c.relkind, c.relispartition, c.relnamespace
                   from pg_class as c
                   join pg_namespace as n on n.oid = c.relnamespace
                  where c.relkind in ('r', 'p') and c.relpersistence = 'p' and c.oid >= 16384
                    and ($ANY_SCHEMA or n.nspname = ?::text) and ($ANY_TABLE or c.relname = ?::text) and $WANTED
                  order by n.nspname, c.relname
                  limit ?)
            select nspname as schema_name, relname as table_name, row_estimate, byte_estimate,
                   $IDENTITY,
                   relkind = 'p' as partitioned,
                   parent.of_schema, parent.of_table,
                   (select array_agg(a.attname::text order by a.attnum)
                      from pg_index as x
                      join pg_attribute as a
                        on a.attrelid = x.indrelid and a.attnum = any ((x.indkey::int2[])[0:x.indnkeyatts - 1])
                     where x.indrelid = page.oid and x.indisvalid
                       and case relreplident when 'd' then x.indisprimary when 'i' then x.indisreplident else false end)
                        as key,
                   (select array_agg(p.pubname::text order by p.pubname)
                      from pg_publication as p
                     where p.puballtables
                        or exists (select from pg_publication_rel as r
                                    where r.prpubid = p.oid and (r.prrelid = page.oid
                                          or page.relispartition
                                             and r.prrelid in (select relid from pg_partition_ancestors(page.oid))))
                        $BY_SCHEMA) as publications,
                   columns.*
              from page
              left join lateral (
                   select pn.nspname as of_schema, pc.relname as of_table
                     from pg_inherits as i
                     join pg_class as pc on pc.oid = i.inhparent
                     join pg_namespace as pn on pn.oid = pc.relnamespace
                    where page.relispartition and i.inhrelid = page.oid) as parent on true
             $COLUMNS
             $ESTIMATE
             order by nspname, relname
            """;

    private static final String BY_SCHEMA = """
            or exists (select from pg_publication_namespace as s
                                    where s.pnpubid = p.oid and s.pnnspid = page.relnamespace)""";

    private static final String COLUMNS = """
            cross join lateral (
                  select array_agg(a.attname::text order by a.attnum) as column_names,
                         array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as column_types,
                         array_agg(a.attgenerated <> '' order by a.attnum) as column_generated
                    from pg_attribute as a
                   where a.attrelid = page.oid and a.attnum > 0 and not a.attisdropped) as columns""";

    private static final String NO_COLUMNS = """
            cross join (select null::text[] as column_names, null::text[] as column_types,
                              null::bool[] as column_generated) as columns""";

    String sql() {
        return SQL.replace("$ANY_SCHEMA", String.valueOf(search.schema() == null))
                .replace("$ANY_TABLE", String.valueOf(search.table() == null))
                .replace("$WANTED", TableQuery.WANTED)
                .replace("$IDENTITY", TableQuery.IDENTITY)
                .replace("$BY_SCHEMA", major >= SCHEMAS_SINCE ? BY_SCHEMA : "")
                .replace("$COLUMNS", search.columns() ? COLUMNS : NO_COLUMNS)
                .replace("$ESTIMATE", TableQuery.ESTIMATE);
    }

    void bind(PreparedStatement statement, int most) throws SQLException {
        statement.setString(1, search.schema());
        statement.setString(2, search.table());
        TableQuery.bindWanted(statement, 3, search.after(), search.text());
        statement.setInt(6, most);
    }

    static PublishableTable table(ResultSet row) throws SQLException {
        String parent = row.getString("of_table");
        return new PublishableTable(
                new TableName(row.getString("schema_name"), row.getString("table_name")),
                row.getBoolean("partitioned"),
                parent == null ? null : new TableName(row.getString("of_schema"), parent),
                TableQuery.number(row, "row_estimate"),
                TableQuery.number(row, "byte_estimate"),
                TableQuery.identity(row),
                texts(row.getArray("key")),
                texts(row.getArray("publications")).stream()
                        .map(PublicationName::new)
                        .toList(),
                columns(row));
    }

    private static List<Column> columns(ResultSet row) throws SQLException {
        List<String> names = texts(row.getArray("column_names"));
        List<String> types = texts(row.getArray("column_types"));
        Array marks = row.getArray("column_generated");
        Boolean[] generated = marks == null ? new Boolean[0] : (Boolean[]) marks.getArray();
        var columns = new ArrayList<Column>();
        for (int at = 0; at < names.size(); at++) {
            columns.add(new Column(names.get(at), types.get(at), generated[at]));
        }
        return columns;
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
