package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.TableName;
import java.util.List;

/**
 * The tables of a publication, summed up so that a database of many tables costs no more to report. Counted about once a minute,
 * and soon after other ones were listed.
 *
 * @param bytes as the statistics of the server estimate them
 * @param filtered how many publish some rows only
 * @param columnLists how many publish some columns only
 * @param withoutIdentity how many have no usable replica identity
 * @param someWithoutIdentity a few of those
 * @param hidden of how many row-level security hides rows from a role that reads them at present: a copy lacks those, while changes
 *     come over all the same
 * @param someHidden a few of those
 * @param largest those that make up most of the bytes, largest first
 */
public record PublishedTables(
        int count,
        long bytes,
        int filtered,
        int columnLists,
        int withoutIdentity,
        List<TableName> someWithoutIdentity,
        int hidden,
        List<TableName> someHidden,
        List<SizedTable> largest) {
    public PublishedTables {
        someWithoutIdentity = List.copyOf(someWithoutIdentity);
        someHidden = List.copyOf(someHidden);
        largest = List.copyOf(largest);
    }

    public record SizedTable(TableName name, long bytes) {}
}
