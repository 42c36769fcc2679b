package dev.pgrm.domain.table;

import dev.pgrm.domain.postgres.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Which tables that could be published are wanted, in the order of schema and name, byte by byte.
 *
 * @param schema in which they are, exactly
 * @param table as which they are called, exactly
 * @param text in schema and name, in whatever case
 * @param columns whether these are wanted, too
 * @param after where the page before ended
 */
public record PublishableSearch(
        @Nullable String schema,
        @Nullable String table,
        @Nullable String text,
        boolean columns,
        @Nullable TableName after,
        int limit) {}
