package dev.pgrm.application.topology;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.domain.topology.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids under their evidence, for tests of what is built on them. */
public final class InMemoryIdentities implements IdentityStore {
    private Identities identities = Identities.NONE;
    int asked;

    @Nullable
    StoreUnavailable trouble;

    @Override
    public Identities all() {
        return identities;
    }

    @Override
    public Identities identify(Collection<Set<Evidence>> sets) {
        asked++;
        if (trouble != null) {
            throw trouble;
        }
        identities = identities.with(sets, () -> new Identity(UUID.randomUUID(), Instant.EPOCH));
        return identities;
    }
}
