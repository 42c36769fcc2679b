package dev.pgrm.application.topology;

import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import java.util.Collection;
import java.util.Set;

/** Keeps ids under their evidence. */
public interface IdentityStore {
    Identities all();

    /**
     * Sees to it that every set of evidence has one id: mints it when none of the set is known, extends it to what is new, and
     * joins two ids that turn out to be one thing under the older. Concurrent callers end with the same ids.
     *
     * @return all identities afterwards
     */
    Identities identify(Collection<Set<Evidence>> sets);
}
