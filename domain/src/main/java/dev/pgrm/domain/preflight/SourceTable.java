package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation that was asked for, or a partition of one.
 *
 * @param named asked for itself, or found in a schema or database that was
 * @param published its changes carry its own name
 * @param owned by the role that makes the publication
 * @param open the account that replicates may use its schema
 * @param unreadable columns that account may not read
 * @param filtered policies would hide rows from that account
 * @param key the columns by which rows are found again; none without a usable replica identity
 * @param wholeRow the replica identity is the whole row
 * @param candidate an index that could serve as replica identity
 * @param listed columns that an existing publication is restricted to
 * @param filter the condition of an existing publication
 */
public record SourceTable(
        TableName name,
        RelationKind kind,
        boolean named,
        boolean published,
        boolean owned,
        boolean open,
        List<String> unreadable,
        boolean filtered,
        @Nullable List<String> key,
        boolean wholeRow,
        @Nullable String candidate,
        List<Column> columns,
        List<String> listed,
        @Nullable String filter,
        long bytes) {

    public SourceTable {
        key = key == null ? null : List.copyOf(key);
        unreadable = List.copyOf(unreadable);
        columns = List.copyOf(columns);
        listed = List.copyOf(listed);
    }

    SourceTable restrictedTo(List<String> some, @Nullable String condition) {
        return new SourceTable(
                name,
                kind,
                named,
                published,
                owned,
                open,
                unreadable,
                filtered,
                key,
                wholeRow,
                candidate,
                columns,
                some,
                condition,
                bytes);
    }

    /** Only some columns are sent: a table on the target would miss values of the others. */
    public boolean restricted() {
        return !listed.isEmpty();
    }

    /** Makes a table that holds what is sent, and nothing else. */
    public String createForWhatIsSent() {
        return NewTable.create(this);
    }

    /** What is sent. Generated columns are, since 18, where they are listed. */
    List<Column> sent() {
        return columns.stream()
                .filter(column -> listed.isEmpty() ? !column.generated() : listed.contains(column.name()))
                .toList();
    }

    boolean readable() {
        return sent().stream().noneMatch(column -> unreadable.contains(column.name()));
    }
}
