package dev.pgrm.domain.table;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable.ReplicaIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of a database that could be published, with what somebody has to know to choose it.
 *
 * @param partitioned its rows are those of its partitions
 * @param parent whose partition it is, if it is one
 * @param rows as the statistics of the server estimate them; unknown until it was analysed
 * @param bytes the same, with what is stored out of line and without indexes
 * @param key the columns by which its rows are told apart; none where these are all or nothing
 * @param publications that have it already, by itself, as a partition, with its schema or with all tables
 * @param columns empty unless they were asked for
 */
public record PublishableTable(
        TableName name,
        boolean partitioned,
        @Nullable TableName parent,
        @Nullable Long rows,
        @Nullable Long bytes,
        ReplicaIdentity identity,
        List<String> key,
        List<PublicationName> publications,
        List<Column> columns) {
    public PublishableTable {
        key = List.copyOf(key);
        publications = List.copyOf(publications);
        columns = List.copyOf(columns);
    }

    /**
     * A column of it.
     *
     * @param type with its modifiers, as the server writes it
     */
    public record Column(String name, String type, boolean generated) {}
}
