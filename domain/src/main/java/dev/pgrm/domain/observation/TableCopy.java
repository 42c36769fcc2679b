package dev.pgrm.domain.observation;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.TableName;
import org.jspecify.annotations.Nullable;

/**
 * How far the initial copy of one table has come.
 *
 * @param table of the subscriber
 * @param bytes read by the copy that runs, or the size of the table here once it is over; unknown while it waits, and before
 *     PostgreSQL 14
 * @param worker the process that copies it
 */
public record TableCopy(
        Oid table,
        TableName name,
        TableState state,
        @Nullable Long bytes,
        @Nullable Long rows,
        @Nullable Integer worker) {}
