package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be published, as entered. */
public record PublicationDraft(
        @Nullable String name,
        @Nullable Boolean allTables,
        @Nullable List<@Nullable String> schemas,
        @Nullable List<@Nullable TableDraft> tables,
        @Nullable List<@Nullable String> operations,
        @Nullable Boolean viaPartitionRoot) {
    public static final PublicationDraft UNSAID = new PublicationDraft(null, null, null, null, null, null);

    /** One table, as entered. */
    public record TableDraft(
            @Nullable String schema,
            @Nullable String name,
            @Nullable List<@Nullable String> columns,
            @Nullable String where) {}

    private static final String FIELD = "publication";

    /** Some rows are held back by a condition that somebody wrote as SQL. */
    boolean runsSql() {
        return runSql(tables);
    }

    static boolean runSql(@Nullable List<@Nullable TableDraft> tables) {
        return listed(tables).stream().anyMatch(table -> table != null && table.where() != null);
    }

    /** @param usual its name where none was entered */
    @Nullable
    PublicationSpec check(@Nullable String usual, Violations wrong) {
        String said = Naming.identifier(FIELD + ".name", name, wrong);
        boolean all = Boolean.TRUE.equals(allTables);
        List<@Nullable String> inSchemas = listed(schemas);
        List<@Nullable TableDraft> oneByOne = listed(tables);
        boolean some = !inSchemas.isEmpty() || !oneByOne.isEmpty();
        wrong.require(!all || !some, FIELD + ".allTables", "cannot be together with schemas or tables");
        wrong.require(
                all || some || name != null,
                FIELD,
                "must say what is published: allTables, schemas or tables, or the name of a publication that is there");
        List<String> checkedSchemas = schemas(inSchemas, wrong);
        List<PublicationSpec.Table> checkedTables = tables(FIELD + ".tables", oneByOne, !inSchemas.isEmpty(), wrong);
        Set<DataChange> changes = operations(all || some, wrong);
        String named = said == null ? usual : said;
        return named == null || !wrong.none()
                ? null
                : new PublicationSpec(
                        new PublicationName(named),
                        all,
                        checkedSchemas,
                        checkedTables,
                        changes,
                        Boolean.TRUE.equals(viaPartitionRoot));
    }

    private Set<DataChange> operations(boolean made, Violations wrong) {
        Set<DataChange> changes = EnumSet.noneOf(DataChange.class);
        for (String operation : listed(operations)) {
            DataChange change =
                    wrong.choice(FIELD + ".operations", Objects.requireNonNullElse(operation, ""), DataChange.values());
            if (change != null) {
                changes.add(change);
            }
        }
        String there = "is up to the publication that is there: leave it out, or say what is published";
        wrong.require(made || changes.isEmpty() || name == null, FIELD + ".operations", there);
        wrong.require(made || viaPartitionRoot == null || name == null, FIELD + ".viaPartitionRoot", there);
        return changes;
    }

    private static List<String> schemas(List<@Nullable String> entered, Violations wrong) {
        return names(FIELD + ".schemas", entered, wrong);
    }

    /** Each once. */
    private static List<String> names(String field, List<@Nullable String> entered, Violations wrong) {
        var names = new ArrayList<String>();
        var before = new HashSet<String>();
        for (int at = 0; at < entered.size(); at++) {
            String each = field + "[" + at + "]";
            String checked = Naming.required(each, entered.get(at), wrong);
            if (checked != null && wrong.require(before.add(checked), each, "is there twice")) {
                names.add(checked);
            }
        }
        return names;
    }

    /** Each once. */
    static List<PublicationSpec.Table> tables(
            String list, List<@Nullable TableDraft> entered, boolean schemasToo, Violations wrong) {
        var tables = new ArrayList<PublicationSpec.Table>();
        Map<TableName, Integer> before = new HashMap<>();
        for (int at = 0; at < entered.size(); at++) {
            String field = list + "[" + at + "]";
            PublicationSpec.Table table = table(field, entered.get(at), schemasToo, wrong);
            Integer earlier = table == null ? null : before.putIfAbsent(table.name(), at);
            wrong.require(
                    earlier == null,
                    field,
                    "is that of " + list.substring(list.indexOf('.') + 1) + "[" + earlier + "], too");
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    private static PublicationSpec.@Nullable Table table(
            String field, @Nullable TableDraft entered, boolean schemasToo, Violations wrong) {
        if (entered == null) {
            wrong.require(false, field, "must be a table: {schema, name}");
            return null;
        }
        String schema =
                Naming.required(field + ".schema", Objects.requireNonNullElse(entered.schema(), "public"), wrong);
        String name = Naming.required(field + ".name", entered.name(), wrong);
        List<String> columns = names(field + ".columns", listed(entered.columns()), wrong);
        wrong.require(
                columns.isEmpty() || !schemasToo,
                field + ".columns",
                "cannot be together with whole schemas: PostgreSQL publishes them with all columns");
        RowFilter where = wrong.parsed(field + ".where", entered.where(), RowFilter::new);
        return schema == null || name == null
                ? null
                : new PublicationSpec.Table(new TableName(schema, name), columns, where);
    }

    static <T> List<@Nullable T> listed(@Nullable List<@Nullable T> entered) {
        return entered == null ? List.of() : entered;
    }
}
