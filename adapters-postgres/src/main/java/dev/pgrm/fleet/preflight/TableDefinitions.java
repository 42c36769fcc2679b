package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.MissingTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes tables as they are: columns with defaults, keys, checks, indexes, partitions. Without foreign keys, triggers, privileges and
 * owners. A sequence that belongs to a column becomes an identity, as the sequence itself is not there.
 *
 * @param definition its statements
 * @param types that must be there
 */
record TableDefinitions(MissingTable definition, List<String> types) {
    /** Partitions of what was asked for come with it, and the parents of which it is a partition. */
    private static final String SQL = """
            with recursive asked (oid) as (
                 select c.oid from unnest(?::text[], ?::text[]) as name (of_schema, of_table)
                   join pg_namespace as n on n.nspname = of_schema
                   join pg_class as c on c.relnamespace = n.oid and c.relname = of_table and c.relkind in ('r', 'p')),
            down (oid) as (
                 select oid from asked
                  union
                 select i.inhrelid from down
                   join pg_class as parent on parent.oid = down.oid and parent.relkind = 'p'
                   join pg_inherits as i on i.inhparent = parent.oid),
            whole (oid) as (
                 select oid from down
                  union
                 select cast(above.relid as oid) from asked cross join lateral pg_partition_ancestors(asked.oid) as above)
            select n.nspname as schema_name, c.relname as table_name,
                   case when c.relispartition
                        then format('create table %I.%I partition of %s %s', n.nspname, c.relname,
                                    (select cast(cast(inhparent as regclass) as text)
                                       from pg_inherits where inhrelid = c.oid),
                                    pg_get_expr(c.relpartbound, c.oid))
                        else format(E'create table %I.%I (\\n    %s\\n)', n.nspname, c.relname, columns.written) end
                   || coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') as created,
                   array(select format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, conname,
                                       pg_get_constraintdef(con.oid))
                           from pg_constraint as con
                          where conrelid = c.oid and contype in ('p', 'u', 'c', 'x') and conparentid = 0
                            and (coninhcount = 0 or not c.relispartition)
                          order by contype <> 'p', conname) as constrained,
                   array(select regexp_replace(pg_get_indexdef(x.indexrelid), ' ON ONLY ', ' ON ')
                           from pg_index as x
                           join pg_class as i on i.oid = x.indexrelid
                          where x.indrelid = c.oid and x.indisvalid and not i.relispartition
                            and not exists (select from pg_constraint
                                             where conindid = x.indexrelid and conrelid = c.oid)
                          order by i.relname) as indexed,
                   array(select format('alter table %I.%I replica identity %s', n.nspname, c.relname,
                                       coalesce('using index ' || quote_ident(i.relname), 'full'))
                           from (select) as one
                           left join pg_index as x on x.indrelid = c.oid and x.indisreplident
                           left join pg_class as i on i.oid = x.indexrelid
                          where c.relreplident in ('f', 'i')) as identified,
                   columns.types
              from whole
              join pg_class as c on c.oid = whole.oid
              join pg_namespace as n on n.oid = c.relnamespace
             cross join lateral (
                  select coalesce(string_agg(concat(
                                quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                                case when a.attcollation <> t.typcollation
                                     then (select format(' collate %I.%I', cn.nspname, co.collname)
                                             from pg_collation as co
                                             join pg_namespace as cn on cn.oid = co.collnamespace
                                            where co.oid = a.attcollation) end,
                                case when a.attgenerated = 's'
                                     then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                                     when a.attgenerated <> ''
                                     then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
                                     when a.attidentity = 'a' then ' generated always as identity'
                                     when a.attidentity = 'd' then ' generated by default as identity'
                                     when owned.by_column and a.atttypid in (20, 21, 23)
                                     then ' generated by default as identity'
                                     when pg_get_expr(d.adbin, d.adrelid) not like '%nextval(%'
                                     then ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
                                case when a.attnotnull then ' not null' end), E',\\n    ' order by a.attnum), '') as written,
                         coalesce(array_agg(format_type(a.atttypid, null)) filter (where a.atttypid >= 16384), '{}')
                            as types
                    from pg_attribute as a
                    join pg_type as t on t.oid = a.atttypid
                    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
                    left join lateral (
                         select exists (select from pg_depend join pg_class as s on s.oid = objid and s.relkind = 'S'
                                         where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
                                           and refobjid = a.attrelid and refobjsubid = a.attnum and deptype = 'a')
                                as by_column) as owned on true
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
             order by (select count(*) from pg_partition_ancestors(c.oid)), 1, 2
            """;

    /** On a session of its own: names are written in full there. */
    static List<TableDefinitions> read(Connection session, List<TableName> tables) throws SQLException {
        try (Statement set = session.createStatement()) {
            set.execute("set search_path = ''");
        }
        try (PreparedStatement statement = session.prepareStatement(SQL)) {
            statement.setArray(1, texts(session, tables.stream().map(TableName::schema)));
            statement.setArray(2, texts(session, tables.stream().map(TableName::name)));
            var found = new ArrayList<TableDefinitions>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    var statements = new ArrayList<String>();
                    statements.add(row.getString("created"));
                    statements.addAll(RelationColumns.texts(row, "constrained"));
                    statements.addAll(RelationColumns.texts(row, "indexed"));
                    statements.addAll(RelationColumns.texts(row, "identified"));
                    found.add(new TableDefinitions(
                            new MissingTable(RelationColumns.name(row), statements),
                            RelationColumns.texts(row, "types")));
                }
            }
            return found;
        }
    }

    static Array texts(Connection session, Stream<String> texts) throws SQLException {
        return session.createArrayOf("text", texts.toArray());
    }
}
