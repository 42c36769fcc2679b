package dev.pgrm.api.table;

import dev.pgrm.api.page.Cursor;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.PublishableReading.Page;
import dev.pgrm.domain.table.PublishableTable;
import dev.pgrm.domain.table.PublishableTable.Column;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the next page, if there is one */
@Serdeable
record PublishablePageBody(
        List<PublishableBody> items, @Nullable String next) {

    /**
     * One table that could be published.
     *
     * @param partitioned its rows are those of its partitions
     * @param partitionOf whose partition it is; null when it is none
     * @param rows as statistics estimate them; null until the table was analysed
     * @param bytes the same, without indexes
     * @param replicaIdentity primary-key, index, full, or nothing: then its rows can be neither updated nor deleted while it is
     *     published
     * @param key the columns of that key or index
     * @param publications that have it already, by itself, as a partition, with its schema or with all tables
     * @param columns null unless they were asked for
     */
    @Serdeable
    record PublishableBody(
            String schema,
            String name,
            boolean partitioned,
            @Nullable NameBody partitionOf,
            @Nullable Long rows,
            @Nullable Long bytes,
            String replicaIdentity,
            List<String> key,
            List<String> publications,
            @Nullable List<ColumnBody> columns) {
        static PublishableBody of(PublishableTable table, boolean columns) {
            return new PublishableBody(
                    table.name().schema(),
                    table.name().name(),
                    table.partitioned(),
                    NameBody.of(table.parent()),
                    table.rows(),
                    table.bytes(),
                    Words.of(table.identity()),
                    table.key(),
                    table.publications().stream().map(PublicationName::value).toList(),
                    columns ? table.columns().stream().map(ColumnBody::of).toList() : null);
        }
    }

    /** A table. */
    @Serdeable
    record NameBody(String schema, String name) {
        static @Nullable NameBody of(@Nullable TableName table) {
            return table == null ? null : new NameBody(table.schema(), table.name());
        }
    }

    /** A column of a table. */
    @Serdeable
    record ColumnBody(String name, String type, boolean generated) {
        static ColumnBody of(Column column) {
            return new ColumnBody(column.name(), column.type(), column.generated());
        }
    }

    static PublishablePageBody of(Page page, boolean columns) {
        return new PublishablePageBody(
                page.items().stream()
                        .map(table -> PublishableBody.of(table, columns))
                        .toList(),
                page.next() == null
                        ? null
                        : Cursor.after(page.next().schema(), page.next().name()));
    }
}
