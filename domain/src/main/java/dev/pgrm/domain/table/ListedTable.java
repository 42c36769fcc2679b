package dev.pgrm.domain.table;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of a publication or a subscription.
 *
 * @param rows as the statistics of the server estimate them; unknown until it was analysed
 * @param bytes the same, with what is stored out of line and without indexes
 * @param filter by which rows are published, as SQL; none when all are
 * @param columns that are published; empty when all are
 * @param copy none of a publication's tables
 */
public record ListedTable(
        TableName name,
        @Nullable Long rows,
        @Nullable Long bytes,
        ReplicaIdentity identity,
        @Nullable String filter,
        List<String> columns,
        @Nullable Copy copy) {
    public ListedTable {
        columns = List.copyOf(columns);
    }

    /** By what its rows are told apart when they are updated or deleted. */
    public enum ReplicaIdentity {
        PRIMARY_KEY,
        INDEX,
        FULL,
        /** Rows cannot be told apart, so the publisher refuses to update or delete them. */
        NOTHING
    }

    /**
     * How far the copy of it is.
     *
     * @param bytes that the copy which runs has read; none while none runs
     * @param reached up to where the copy was caught up, in the publisher's log
     */
    public record Copy(
            TableState state,
            @Nullable Long bytes,
            @Nullable Long rows,
            @Nullable Lsn reached) {}
}
