package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.preflight.Column;
import dev.pgrm.domain.preflight.RelationKind;
import dev.pgrm.domain.preflight.SourceTable;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relations that are to be published, or are by a publication that is there, with all their partitions. Out of the catalogs, which
 * lock nothing; only a table without statistics is asked for its size, unless somebody holds or awaits a lock that would stop us.
 */
record SourceTablesQuery(
        PublicationSpec publication,
        Capabilities capabilities,
        @Nullable String account) {
    private static final String WHOLE_SCHEMAS = """
            union
                 select c.oid
                   from pg_publication_namespace as whole
                   join publication on publication.oid = whole.pnpubid
                   join pg_class as c on c.relnamespace = whole.pnnspid
                  where c.relkind in ('r', 'p') and c.relpersistence = 'p'""";

    private static final String SQL = """
            with recursive account as materialized (
                 select oid, rolsuper or rolbypassrls as sees_all from pg_roles where rolname = ?),
            publication as materialized (
                 select oid, puballtables, $VIA_ROOT as via_root from pg_publication where pubname = ?),
            wanted as materialized (
                 select ?::bool or coalesce((select puballtables from publication), false) as everything,
                        ?::bool or coalesce((select via_root from publication), false) as via_root),
            $LOCKED,
            named (oid) as materialized (
                 select c.oid
                   from unnest(?::text[], ?::text[]) as asked (schema_name, table_name)
                   join pg_namespace as n on n.nspname = asked.schema_name
                   join pg_class as c on c.relnamespace = n.oid and c.relname = asked.table_name
                  union
                 select c.oid
                   from pg_namespace as n
                   join pg_class as c on c.relnamespace = n.oid
                  where n.nspname = any (?::text[]) and c.relkind in ('r', 'p') and c.relpersistence = 'p'
                  union
                 select prrelid from pg_publication_rel join publication on publication.oid = prpubid
                 $WHOLE_SCHEMAS
                  union
                 select c.oid
                   from wanted
                   join pg_class as c on c.relkind in ('r', 'p') and c.relpersistence = 'p' and c.oid >= 16384
                  where everything),
            below (oid) as (
                 select i.inhrelid
                   from named
                   join pg_class as c on c.oid = named.oid and c.relkind = 'p'
                   join pg_inherits as i on i.inhparent = c.oid
                  union
                 select i.inhrelid from below join pg_inherits as i on i.inhparent = below.oid),
            relation as (
                 select oid, true as named from named
                  union all
                 select oid, false from below where oid not in (select oid from named))
            select n.nspname as schema_name, c.relname as table_name, $KIND as kind, relation.named,
                   c.relkind in ('r', 'p') and c.relpersistence = 'p'
                   and case when not wanted.via_root then c.relkind = 'r'
                            when not c.relispartition then true
                            else not exists (select from pg_partition_ancestors(c.oid) as above
                                              where above.relid <> c.oid and above.relid in (select oid from named))
                       end as published,
                   pg_has_role(c.relowner, 'usage') as owned,
                   coalesce(has_schema_privilege(account.oid, n.oid, 'usage'), true) as open,
                   coalesce(c.relrowsecurity and not account.sees_all
                            and not (pg_has_role(account.oid, c.relowner, 'usage') and not c.relforcerowsecurity),
                            false) as filtered,
                   c.relreplident = 'f' as whole_row,
                   ($KEY
                      and case c.relreplident when 'd' then x.indisprimary when 'i' then x.indisreplident else false end)
                        as key,
                   (select i.relname from pg_index as x join pg_class as i on i.oid = x.indexrelid
                     where x.indrelid = c.oid and x.indisunique and x.indimmediate and x.indisvalid
                       and x.indpred is null and x.indexprs is null
                       and not exists (select from pg_attribute as a
                                        where a.attrelid = c.oid and a.attnum = any (x.indkey::int2[])
                                          and not a.attnotnull)
                     order by not x.indisprimary, i.relname
                     limit 1) as candidate,
                   columns.*,
                   $LISTED as listed,
                   $FILTER as filter,
                   case when c.relkind <> 'r' then 0
                        when c.relpages > 0
                        then (c.relpages + coalesce(toast.relpages, 0))::int8 * current_setting('block_size')::int8
                        when c.oid in (select relation from locked) then 0
                        else coalesce(pg_relation_size(c.oid), 0) end as bytes
              from relation
             cross join wanted
              join pg_class as c on c.oid = relation.oid
              join pg_namespace as n on n.oid = c.relnamespace
              left join pg_class as toast on toast.oid = c.reltoastrelid
              left join account on true
              left join pg_publication_rel as rel
                on rel.prrelid = c.oid and rel.prpubid = (select oid from publication)
            $COLUMNS
             order by n.nspname, c.relname
            """;

    List<SourceTable> read(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql())) {
            bind(session, statement);
            try (ResultSet row = statement.executeQuery()) {
                var tables = new ArrayList<SourceTable>();
                while (row.next()) {
                    tables.add(table(row));
                }
                return tables;
            }
        }
    }

    private String sql() {
        boolean restricts = capabilities.atLeast(15);
        return SQL.replace("$LOCKED", RelationColumns.LOCKED)
                .replace("$KIND", RelationColumns.KIND)
                .replace("$KEY", RelationColumns.KEY_OF_INDEX)
                .replace("$COLUMNS", RelationColumns.LATERAL)
                .replace("$BARRED", "not has_column_privilege(account.oid, c.oid, a.attnum, 'select')")
                .replace("$VIA_ROOT", capabilities.atLeast(13) ? "pubviaroot" : "false")
                .replace("$WHOLE_SCHEMAS", restricts ? WHOLE_SCHEMAS : "")
                .replace("$FILTER", restricts ? "pg_get_expr(rel.prqual, c.oid)" : "null::text")
                .replace("$LISTED", restricts ? """
                        (select array_agg(a.attname::text order by a.attnum) from pg_attribute as a
                          where a.attrelid = c.oid and a.attnum = any (rel.prattrs::int2[]))""" : "null::text[]");
    }

    private void bind(Connection session, PreparedStatement statement) throws SQLException {
        List<PublicationSpec.Table> tables = publication.tables();
        statement.setString(1, account);
        statement.setString(2, publication.made() ? null : publication.name().value());
        statement.setBoolean(3, publication.allTables());
        statement.setBoolean(4, publication.made() && publication.viaPartitionRoot());
        statement.setArray(
                5,
                session.createArrayOf(
                        "text",
                        tables.stream().map(table -> table.name().schema()).toArray()));
        statement.setArray(
                6,
                session.createArrayOf(
                        "text",
                        tables.stream().map(table -> table.name().name()).toArray()));
        statement.setArray(
                7, session.createArrayOf("text", publication.schemas().toArray()));
    }

    private static SourceTable table(ResultSet row) throws SQLException {
        List<Column> columns = RelationColumns.of(row);
        boolean whole = row.getBoolean("whole_row");
        return new SourceTable(
                RelationColumns.name(row),
                RelationKind.valueOf(row.getString("kind")),
                row.getBoolean("named"),
                row.getBoolean("published"),
                row.getBoolean("owned"),
                row.getBoolean("open"),
                RelationColumns.barred(row),
                row.getBoolean("filtered"),
                whole ? columns.stream().map(Column::name).toList() : RelationColumns.textsIfAny(row, "key"),
                whole,
                row.getString("candidate"),
                columns,
                RelationColumns.texts(row, "listed"),
                row.getString("filter"),
                row.getLong("bytes"));
    }
}
