package dev.pgrm.domain.table;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are wanted, in the order of schema and name, byte by byte.
 *
 * @param text in schema and name, in whatever case
 * @param state of the copy; of a subscription's tables only
 * @param after where the page before ended
 */
public record TableSearch(
        Of of,
        @Nullable String text,
        @Nullable TableState state,
        @Nullable TableName after,
        int limit) {
    public static final int MOST = 1000;

    /** Whose tables. */
    public sealed interface Of {}

    public record OfPublication(PublicationName name) implements Of {}

    public record OfSubscription(Oid oid) implements Of {}
}
