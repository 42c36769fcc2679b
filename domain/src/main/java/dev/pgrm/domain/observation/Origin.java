package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import org.jspecify.annotations.Nullable;

/**
 * How far changes from one origin were applied.
 *
 * @param name {@code pg_} and the oid of its subscription, unless another tool made it
 * @param remote end of the last transaction that was applied, in the source's log; zero after a copy alone
 * @param subscribed whether the server has that subscription, in whichever of its databases; unknown where nobody looked
 */
public record Origin(
        String name,
        @Nullable Lsn remote,
        @Nullable Lsn local,
        @Nullable Boolean subscribed) {}
