package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.preflight.RelationKind;
import dev.pgrm.domain.preflight.TargetTable;
import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The relations of the target that bear the names of published ones. Nobody is waited for: a table that somebody has locked counts as
 * empty.
 *
 * @param copied whether it matters that tables hold rows
 */
record TargetTablesQuery(Capabilities capabilities, boolean copied) {
    /** How many that have pages are looked into for rows; further ones are taken at their size. */
    private static final int LOOKED_INTO = 100;

    private static final String SQL = """
            with recursive $LOCKED,
            us as materialized (select rolsuper or rolbypassrls as sees_all from pg_roles where rolname = current_user)
            select n.nspname as schema_name, c.relname as table_name, $KIND as kind,
                   owner.rolname as owner,
                   pg_has_role(c.relowner, '$ACT') as ownable,
                   has_table_privilege(c.oid, 'select') as readable,
                   has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')
                   and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete')
                   and has_table_privilege(c.oid, 'truncate') as writable,
                   c.relrowsecurity and c.relforcerowsecurity and not (owner.rolsuper or owner.rolbypassrls)
                        as refuses_owner,
                   c.relrowsecurity and not us.sees_all
                   and not (pg_has_role(c.relowner, 'usage') and not c.relforcerowsecurity) as refuses_us,
                   exists (select from pg_index as x where x.indrelid = c.oid and x.indisunique) as is_unique,
                   ($KEY
                      and case c.relreplident when 'i' then x.indisreplident else x.indisprimary end) as key,
                   array(select tgname::text from pg_trigger
                          where tgrelid = c.oid and not tgisinternal and tgenabled in ('A', 'R')
                          order by tgname) as triggers,
                   columns.*,
                   case when not ? then 0
                        when c.relkind = 'r' and c.oid not in (select relation from locked)
                        then coalesce(pg_relation_size(c.oid), 0)
                        when c.relkind = 'p' then parts.bytes
                        else 0 end as bytes
              from unnest(?::text[], ?::text[]) as asked (schema_name, table_name)
              join pg_namespace as n on n.nspname = asked.schema_name
              join pg_class as c on c.relnamespace = n.oid and c.relname = asked.table_name
              join pg_roles as owner on owner.oid = c.relowner
             cross join us
            $COLUMNS
              left join lateral (
                   with recursive part (oid) as (
                        select c.oid where c.relkind = 'p'
                         union all
                        select i.inhrelid from part join pg_inherits as i on i.inhparent = part.oid)
                   select coalesce(sum(pg_relation_size(leaf.oid)), 0)::int8 as bytes
                     from part
                     join pg_class as leaf on leaf.oid = part.oid and leaf.relkind = 'r'
                    where leaf.oid not in (select relation from locked)) as parts on c.relkind = 'p'
            """;

    List<TargetTable> read(Connection session, List<TableName> names) throws SQLException {
        var tables = new ArrayList<TargetTable>();
        var unsure = new ArrayList<TableName>();
        try (PreparedStatement statement = session.prepareStatement(sql())) {
            statement.setBoolean(1, copied);
            statement.setArray(
                    2,
                    session.createArrayOf(
                            "text", names.stream().map(TableName::schema).toArray()));
            statement.setArray(
                    3,
                    session.createArrayOf(
                            "text", names.stream().map(TableName::name).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TargetTable table = table(row);
                    tables.add(table);
                    if (table.holdsRows() && row.getBoolean("readable") && unsure.size() < LOOKED_INTO) {
                        unsure.add(table.name());
                    }
                }
            }
        }
        Set<TableName> empty = empty(session, unsure);
        return tables.stream()
                .map(table -> table.holdingRows(table.holdsRows() && !empty.contains(table.name())))
                .toList();
    }

    private String sql() {
        return SQL.replace("$LOCKED", RelationColumns.LOCKED)
                .replace("$KIND", RelationColumns.KIND)
                .replace("$KEY", RelationColumns.KEY_OF_INDEX)
                .replace("$COLUMNS", RelationColumns.LATERAL)
                .replace("$BARRED", "false")
                .replace("$ACT", capabilities.atLeast(16) ? "set" : "member");
    }

    private static TargetTable table(ResultSet row) throws SQLException {
        return new TargetTable(
                RelationColumns.name(row),
                RelationKind.valueOf(row.getString("kind")),
                row.getString("owner"),
                row.getBoolean("ownable"),
                row.getBoolean("writable"),
                row.getBoolean("refuses_owner"),
                row.getBoolean("refuses_us"),
                row.getLong("bytes") > 0,
                row.getBoolean("is_unique"),
                RelationColumns.textsIfAny(row, "key"),
                RelationColumns.texts(row, "triggers"),
                RelationColumns.of(row));
    }

    /** Pages may be left of rows that are gone. */
    private static Set<TableName> empty(Connection session, List<TableName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return Set.of();
        }
        String sql = tables.stream()
                .map(table -> "select " + Quoted.literal(table.schema()) + ", " + Quoted.literal(table.name())
                        + " where not exists (select from " + Quoted.table(table) + ")")
                .collect(Collectors.joining("\nunion all\n"));
        var empty = new HashSet<TableName>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                empty.add(new TableName(row.getString(1), row.getString(2)));
            }
        }
        return empty;
    }
}
