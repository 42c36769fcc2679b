package dev.pgrm.store;

import dev.pgrm.domain.topology.Identity;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("identity")
record IdentityRow(@Id String evidence, UUID id, Instant mintedAt) {
    Identity identity() {
        return new Identity(id, mintedAt);
    }
}
