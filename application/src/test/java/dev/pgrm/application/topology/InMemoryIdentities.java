package dev.pgrm.application.topology;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids under their evidence, for tests of what is built on them. Joins nothing that had different ids before. */
public final class InMemoryIdentities implements IdentityStore {
    private final Map<Evidence, UUID> ids = new HashMap<>();
    int asked;

    @Nullable
    StoreUnavailable trouble;

    @Override
    public Identities all() {
        return new Identities(ids);
    }

    @Override
    public Identities identify(Collection<Set<Evidence>> sets) {
        asked++;
        if (trouble != null) {
            throw trouble;
        }
        for (Set<Evidence> set : sets) {
            UUID id = set.stream()
                    .filter(ids::containsKey)
                    .map(ids::get)
                    .findFirst()
                    .orElseGet(UUID::randomUUID);
            set.forEach(evidence -> ids.put(evidence, id));
        }
        return all();
    }
}
