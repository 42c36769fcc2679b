package dev.pgrm.domain.topology;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which id stands for which evidence. */
public record Identities(Map<Evidence, UUID> ids) {
    public static final Identities NONE = new Identities(Map.of());

    public Identities {
        ids = Map.copyOf(ids);
    }

    /** Whether all of it is known, and every set has one id. */
    public boolean cover(Collection<Set<Evidence>> sets) {
        return sets.stream().allMatch(this::cover);
    }

    private boolean cover(Set<Evidence> set) {
        return set.stream().allMatch(ids::containsKey)
                && set.stream().map(ids::get).distinct().count() == 1;
    }

    boolean know(Evidence evidence) {
        return ids.containsKey(evidence);
    }

    UUID of(Evidence evidence) {
        UUID id = ids.get(evidence);
        if (id == null) {
            throw new IllegalStateException("No id has been minted for " + evidence.text());
        }
        return id;
    }
}
