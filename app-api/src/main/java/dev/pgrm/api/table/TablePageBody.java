package dev.pgrm.api.table;

import dev.pgrm.api.page.Cursor;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.Copy;
import dev.pgrm.domain.table.TableReading.Page;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the next page, if there is one */
@Serdeable
record TablePageBody(List<TableBody> items, @Nullable String next) {

    /**
     * One table.
     *
     * @param rows as statistics estimate them; null until the table was analysed
     * @param bytes the same, without indexes
     * @param replicaIdentity primary-key, index, full, or nothing: then its rows can be neither updated nor deleted while it is
     *     published
     * @param filter by which rows are published, as SQL; null when all are
     * @param columns that are published; null when all are
     * @param copy of a subscription's table
     */
    @Serdeable
    record TableBody(
            String schema,
            String name,
            @Nullable Long rows,
            @Nullable Long bytes,
            String replicaIdentity,
            @Nullable String filter,
            @Nullable List<String> columns,
            @Nullable CopyBody copy) {
        static TableBody of(ListedTable table) {
            return new TableBody(
                    table.name().schema(),
                    table.name().name(),
                    table.rows(),
                    table.bytes(),
                    Words.of(table.identity()),
                    table.filter(),
                    table.columns().isEmpty() ? null : table.columns(),
                    CopyBody.of(table.copy()));
        }
    }

    /**
     * How far the copy of a table is.
     *
     * @param bytesCopied by the copy that runs; null while none runs
     * @param reachedLsn up to where it was caught up, in the publisher's log
     */
    @Serdeable
    record CopyBody(
            String state,
            @Nullable Long bytesCopied,
            @Nullable Long rowsCopied,
            @Nullable String reachedLsn) {
        static @Nullable CopyBody of(@Nullable Copy copy) {
            return copy == null
                    ? null
                    : new CopyBody(
                            Words.of(copy.state()),
                            copy.bytes(),
                            copy.rows(),
                            copy.reached() == null ? null : copy.reached().toString());
        }
    }

    static TablePageBody of(Page page) {
        return new TablePageBody(
                page.items().stream().map(TableBody::of).toList(),
                page.next() == null
                        ? null
                        : Cursor.after(page.next().schema(), page.next().name()));
    }
}
