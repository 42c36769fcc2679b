package dev.pgrm.fleet.table;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.TableSearch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The tables of a publication. 15 brought row filters and column lists, 16 another column of the function that knows them. It
 * lists all columns where there is no column list, hence the comparison.
 */
record PublishedTablesQuery(TableSearch search, PublicationName publication, int major) implements TableQuery {
    private static final int FILTERS_SINCE = 15;

    private static final String ALL_COLUMNS = """
            not exists (select from pg_attribute as a
                                where a.attrelid = page.oid and a.attnum > 0 and not a.attisdropped
                                  and a.attgenerated = '' and a.attnum <> all (attrs::int2[]))""";

    @Override
    public String sql() {
        boolean filters = major >= FILTERS_SINCE;
        return String.format(
                Locale.ROOT,
                """
            with page as materialized (
                 select c.oid, n.nspname, c.relname, c.relreplident, %s
                   from pg_publication as p
                  cross join lateral pg_get_publication_tables(p.pubname) as published %s
                   join pg_class as c on c.oid = published.relid
                   join pg_namespace as n on n.oid = c.relnamespace
                  where p.pubname = ? and %s
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
                filters ? "published.attrs, published.qual" : "null as attrs",
                major >= 16 ? "(pubid, relid, attrs, qual)" : filters ? "(relid, attrs, qual)" : "(relid)",
                WANTED,
                IDENTITY,
                filters ? "pg_get_expr(qual, page.oid)" : "null::text",
                filters
                        ? "case when attrs is null or " + ALL_COLUMNS + " then null else "
                                + "(select array_agg(a.attname::text order by a.attnum) from pg_attribute as a"
                                + " where a.attrelid = page.oid and a.attnum = any (attrs::int2[])) end"
                        : "null::text[]",
                ESTIMATE);
    }

    @Override
    public void bind(PreparedStatement statement, int most) throws SQLException {
        statement.setString(1, publication.value());
        TableQuery.bindWanted(statement, 2, search);
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
        try (PreparedStatement statement =
                connection.prepareStatement("select exists (select from pg_publication where pubname = ?)")) {
            statement.setString(1, publication.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
