package dev.pgrm.domain.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Finds the id of each set of evidence, and which ids become one thereby. */
final class Identification {
    private final Map<Evidence, Identity> minted;
    private final Supplier<Identity> mint;

    private Identification(Identities known, Supplier<Identity> mint) {
        this.minted = new HashMap<>(known.minted());
        this.mint = mint;
    }

    static Identities of(Identities known, Collection<Set<Evidence>> sets, Supplier<Identity> mint) {
        var identification = new Identification(known, mint);
        sets.stream().filter(set -> !known.cover(set)).forEach(identification::identify);
        return new Identities(identification.minted);
    }

    private void identify(Set<Evidence> set) {
        List<Identity> own = known(set, Evidence::isSubscription);
        var joined = new ArrayList<>(own);
        known(set, evidence -> !evidence.isSubscription()).stream()
                .filter(each -> own.isEmpty() || !isOfAnotherSubscription(each, set))
                .forEach(joined::add);
        Identity identity = joined.stream().min(Identity.OLDEST_FIRST).orElseGet(mint);
        minted.replaceAll((_, before) -> joined.contains(before) ? identity : before);
        set.forEach(evidence -> minted.put(evidence, identity));
    }

    private List<Identity> known(Set<Evidence> set, Predicate<Evidence> which) {
        return set.stream()
                .filter(which)
                .map(minted::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private boolean isOfAnotherSubscription(Identity identity, Set<Evidence> set) {
        return minted.entrySet().stream()
                .anyMatch(entry -> entry.getValue().equals(identity)
                        && entry.getKey().isSubscription()
                        && !set.contains(entry.getKey()));
    }
}
