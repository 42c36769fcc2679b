package dev.pgrm.fleet.table;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.fleet.connection.UncheckedNames;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The tables of a publication, out of the catalogs: the server's own function opens every table of it, which takes seconds and much
 * memory where there are thousands. 13 brought publishing by way of roots, 15 row filters, column lists and whole schemas.
 */
record PublishedTablesQuery(TableSearch search, PublicationName publication, int major) implements TableQuery {
    private static final int FILTERS_SINCE = 15;
    private static final int ROOTS_SINCE = 13;

    private static final String SCHEMAS = """
            union all
                 select c.oid
                   from pg_publication_namespace as whole
                   join publication on publication.oid = whole.pnpubid
                   join pg_class as c on c.relnamespace = whole.pnnspid
                  where c.relkind in ('r', 'p') and c.relpersistence = 'p'
            """;

    private static final String COLUMNS = """
            (select array_agg(a.attname::text order by a.attnum)
               from pg_attribute as a
              where a.attrelid = page.oid and a.attnum = any (prattrs::int2[]))""";

    @Override
    public String sql() {
        boolean filters = major >= FILTERS_SINCE;
        return String.format(
                Locale.ROOT,
                """
            with recursive publication as materialized (
                 select oid, puballtables as everything, %s as by_root from pg_publication where pubname = ?::text),
            named as materialized (
                 select prrelid as oid from pg_publication_rel join publication on publication.oid = prpubid
                 %s
                  union all
                 select c.oid
                   from publication
                   join pg_class as c on c.relkind in ('r', 'p') and c.relpersistence = 'p' and c.oid >= 16384
                  where publication.everything),
            -- Without roots, partitions stand for the tables that they are parts of.
            below (oid) as (
                 select c.oid
                   from named
                   join pg_class as c on c.oid = named.oid and c.relkind = 'p'
                   join publication on not by_root and not everything
                  union
                 select i.inhrelid from below join pg_inherits as i on i.inhparent = below.oid),
            published as (select oid from named union select oid from below),
            page as materialized (
                 select c.oid, n.nspname, c.relname, c.relreplident, %s
                   from published
                   join pg_class as c on c.oid = published.oid
                   join pg_namespace as n on n.oid = c.relnamespace
                  cross join publication
                   left join pg_publication_rel as rel on rel.prrelid = c.oid and rel.prpubid = publication.oid
                  where case when not by_root then c.relkind = 'r'
                             when not c.relispartition then true
                             else not everything
                                  and not exists (select from pg_partition_ancestors(c.oid) as above
                                                   where above.relid <> c.oid
                                                     and above.relid in (select oid from named)) end
                    and %s
                  order by n.nspname, c.relname
                  limit ?)
            select nspname as schema_name, relname as table_name, row_estimate, byte_estimate,
                   %s,
                   %s as filter,
                   %s as columns
              from page
             %s
             order by nspname, relname
            """,
                major >= ROOTS_SINCE ? "pubviaroot" : "false",
                filters ? SCHEMAS : "",
                filters ? "rel.prqual, rel.prattrs" : "null as prattrs",
                WANTED,
                IDENTITY,
                filters ? "pg_get_expr(prqual, page.oid)" : "null::text",
                filters ? COLUMNS : "null::text[]",
                ESTIMATE);
    }

    @Override
    public void bind(PreparedStatement statement, int most) throws SQLException {
        statement.setString(1, publication.value());
        TableQuery.bindWanted(statement, 2, search.after(), search.text());
        statement.setInt(5, most);
    }

    @Override
    public ListedTable table(ResultSet row, TableName name) throws SQLException {
        Array columns = row.getArray("columns");
        return new ListedTable(
                name,
                TableQuery.number(row, "row_estimate"),
                TableQuery.number(row, "byte_estimate"),
                TableQuery.identity(row),
                row.getString("filter"),
                columns == null ? List.of() : List.of((String[]) columns.getArray()),
                null);
    }

    @Override
    public boolean hasSubject(Connection connection) throws SQLException {
        try (PreparedStatement statement = UncheckedNames.prepare(
                connection, "select exists (select from pg_publication where pubname = ?::text)")) {
            statement.setString(1, publication.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
