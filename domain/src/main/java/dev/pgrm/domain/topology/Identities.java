package dev.pgrm.domain.topology;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Which id stands for which evidence. */
public record Identities(Map<Evidence, Identity> minted) {
    public static final Identities NONE = new Identities(Map.of());

    public Identities {
        minted = Map.copyOf(minted);
    }

    /** Whether all of it is known, and every set has one id. */
    public boolean cover(Collection<Set<Evidence>> sets) {
        return sets.stream().allMatch(this::cover);
    }

    boolean cover(Set<Evidence> set) {
        return set.stream().allMatch(minted::containsKey)
                && set.stream().map(minted::get).distinct().count() <= 1;
    }

    /**
     * With one id for each set. What was known already keeps its id, the older one where two turn out to be of one thing. Only
     * evidence that has passed on, as a slot of whose name a later subscription makes use, leaves its id: links to either stream hold.
     *
     * @param mint for what nobody has seen before
     */
    public Identities with(Collection<Set<Evidence>> sets, Supplier<Identity> mint) {
        return cover(sets) ? this : Identification.of(this, sets, mint);
    }

    boolean know(Evidence evidence) {
        return minted.containsKey(evidence);
    }

    UUID of(Evidence evidence) {
        Identity identity = minted.get(evidence);
        if (identity == null) {
            throw new IllegalStateException("No id has been minted for " + evidence.text());
        }
        return identity.id();
    }
}
