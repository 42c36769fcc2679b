package dev.pgrm.domain.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is published.
 *
 * @param tables one by one; together with {@code schemas} neither means that the publication is there already
 * @param operations which changes of them; all unless some are named
 */
public record PublicationSpec(
        PublicationName name,
        boolean allTables,
        List<String> schemas,
        List<Table> tables,
        Set<DataChange> operations,
        boolean viaPartitionRoot) {

    public PublicationSpec {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        operations = operations.isEmpty() ? EnumSet.allOf(DataChange.class) : Set.copyOf(operations);
    }

    /** @param columns those that are published; all unless some are named */
    public record Table(
            TableName name, List<String> columns, @Nullable RowFilter where) {
        public Table {
            columns = List.copyOf(columns);
        }

        /** Without what inherits from it. */
        String sqlAlone() {
            return "only " + sql();
        }

        String sql() {
            String named = Quoted.table(name);
            String listed = columns.isEmpty()
                    ? ""
                    : columns.stream().map(Quoted::identifier).collect(Collectors.joining(", ", " (", ")"));
            return named + listed + (where == null ? "" : " where (" + where + ")");
        }
    }

    /** Whether it is made, rather than there already. */
    public boolean made() {
        return allTables || !schemas.isEmpty() || !tables.isEmpty();
    }

    public String create() {
        var options = new ArrayList<String>();
        if (operations.size() < DataChange.values().length) {
            options.add("publish = "
                    + Quoted.literal(
                            EnumSet.copyOf(operations).stream().map(Words::of).collect(Collectors.joining(", "))));
        }
        if (viaPartitionRoot) {
            options.add("publish_via_partition_root = true");
        }
        return "create publication " + Quoted.identifier(name) + " for " + what()
                + (options.isEmpty() ? "" : " with (" + String.join(", ", options) + ")");
    }

    public String drop() {
        return drop(name);
    }

    public static String drop(PublicationName name) {
        return "drop publication if exists " + Quoted.identifier(name);
    }

    private String what() {
        if (allTables) {
            return "all tables";
        }
        var parts = new ArrayList<String>();
        if (!tables.isEmpty()) {
            parts.add("table " + tables.stream().map(Table::sql).collect(Collectors.joining(", ")));
        }
        if (!schemas.isEmpty()) {
            parts.add("tables in schema "
                    + schemas.stream().map(Quoted::identifier).collect(Collectors.joining(", ")));
        }
        return String.join(", ", parts);
    }
}
