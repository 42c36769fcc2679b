package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as a publication that there is lists it.
 *
 * @param columns that are published; all of them where none are named
 * @param filter as the server writes it; none where all rows are published
 */
public record PublishedTable(
        TableName table, List<String> columns, @Nullable String filter) {
    public PublishedTable {
        columns = List.copyOf(columns);
    }

    /** Without what inherits from it, which is listed by itself. */
    public String sql() {
        return "only " + Quoted.table(table)
                + (columns.isEmpty()
                        ? ""
                        : columns.stream().map(Quoted::identifier).collect(Collectors.joining(", ", " (", ")")))
                + (filter == null ? "" : " where (" + filter + ")");
    }
}
