package dev.pgrm.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

@MappedEntity("identity")
record IdentityRow(@Id String evidence, UUID id, Instant mintedAt) {
    /** By the id itself where the time does not tell, so that everybody agrees which is the older. */
    static final Comparator<IdentityRow> OLDEST_FIRST =
            Comparator.comparing(IdentityRow::mintedAt).thenComparing(IdentityRow::id);
}
