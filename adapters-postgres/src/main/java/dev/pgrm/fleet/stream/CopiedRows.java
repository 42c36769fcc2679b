package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that a stream brought to the target until it was undone. Nobody takes them away from here, as others may have written to the same
 * tables; but whoever has to is told of them. Tables that the operation made itself do not count: they go as a whole.
 */
record CopiedRows(CreateStream work, Ends ends, Mark mark) {
    /** The oids of tables that held nothing before. */
    private static final String EMPTY = "empty";

    private static final String TABLES = """
            select c.oid, format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'p' as divided,
                   has_table_privilege(c.oid, 'select') as readable,
                   (select coalesce(sum(pg_relation_size(cast(relid as regclass))), 0) > 0
                      from (select c.oid as relid union
                            select cast(relid as oid) from pg_partition_tree(cast(c.oid as regclass))) as parts) as paged
              from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and coalesce(obj_description(c.oid, 'pg_class'), '') <> ? and $WHICH
             order by name""";

    private static final String NAMED = TABLES.replace("$WHICH", """
            (cast(n.nspname as text), cast(c.relname as text)) in (
                select schema_name, table_name from unnest(?, ?) as asked (schema_name, table_name))""");

    private static final String KNOWN = TABLES.replace("$WHICH", "cast(c.oid as int8) = any (?)");

    /** What a copy brought is there for good from the state in which it waits to catch up. */
    private static final String COPIED = TABLES.replace(
            "$WHICH",
            "c.oid in (select srrelid from pg_subscription_rel where srsubid = cast(? as oid) and srsubstate in ('f', 's', 'r'))");

    /**
     * One on the target.
     *
     * @param name as it stands in SQL
     * @param divided into partitions
     * @param paged has pages, which may be left of rows that are gone
     */
    record Table(long oid, String name, boolean divided, boolean readable, boolean paged) {
        String itself() {
            return divided ? name : "only " + name;
        }
    }

    private List<Table> tables(String sql, Object... which) throws Setback {
        return ends.target()
                .query(
                        sql,
                        row -> new Table(
                                row.getLong("oid"),
                                row.getString("name"),
                                row.getBoolean("divided"),
                                row.getBoolean("readable"),
                                row.getBoolean("paged")),
                        Stream.concat(Stream.of(mark.text()), Stream.of(which)).toArray());
    }

    /** Before anything is copied. */
    Map<String, String> look() throws Setback {
        if (!work.subscription().copyData()) {
            return Map.of();
        }
        List<TableName> published = ends.source()
                .query(
                        "select schemaname, tablename from pg_publication_tables where pubname = ?",
                        row -> new TableName(row.getString(1), row.getString(2)),
                        work.publication().name().value());
        List<Table> all = tables(
                NAMED,
                published.stream().map(TableName::schema).toArray(String[]::new),
                published.stream().map(TableName::name).toArray(String[]::new));
        Set<Table> filled = new HashSet<>(holding(all));
        return Map.of(
                EMPTY,
                all.stream()
                        .filter(table -> !filled.contains(table))
                        .map(table -> Long.toString(table.oid()))
                        .collect(Collectors.joining(" ")));
    }

    private static List<Long> empty(Map<String, String> notes) {
        return Stream.of(notes.getOrDefault(EMPTY, "").split(" "))
                .filter(oid -> !oid.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    static boolean wasEmpty(Table table, Map<String, String> notes) {
        return empty(notes).contains(table.oid());
    }

    /** Into which a subscription that is still there has copied. */
    List<Table> copiedBy(long subscription) throws Setback {
        return work.subscription().copyData() ? tables(COPIED, subscription) : List.of();
    }

    /** For when the subscription is gone: those that held nothing before. */
    List<Table> emptyBefore(Map<String, String> notes) throws Setback {
        List<Long> empty = empty(notes);
        return empty.isEmpty() ? List.of() : tables(KNOWN, (Object) empty.toArray(Long[]::new));
    }

    /** Those of them in which there is anything; where we may not look it is told by their size. */
    List<Table> holding(List<Table> tables) throws Setback {
        List<Table> paged = tables.stream().filter(Table::paged).toList();
        String sql = paged.stream()
                .filter(Table::readable)
                .map(table -> "select cast(" + table.oid() + " as int8) where not exists (select from " + table.itself()
                        + ")")
                .collect(Collectors.joining(" union all "));
        DedicatedSession target = ends.target();
        Set<Long> empty = sql.isEmpty() ? Set.of() : new HashSet<>(target.query(sql, row -> row.getLong(1)));
        return paged.stream().filter(table -> !empty.contains(table.oid())).toList();
    }
}
