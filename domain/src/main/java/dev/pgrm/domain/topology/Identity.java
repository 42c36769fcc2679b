package dev.pgrm.domain.topology;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** An id, and since when it has stood for something. */
public record Identity(UUID id, Instant mintedAt) {
    /** By the id itself where the time does not tell, so that everybody agrees which is the older. */
    public static final Comparator<Identity> OLDEST_FIRST =
            Comparator.comparing(Identity::mintedAt).thenComparing(Identity::id);
}
