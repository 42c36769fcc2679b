package dev.pgrm.application.watch;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Who shares the servers with us. When the list of live workers was lost, as with a Redis that comes back empty, those who were on
 * it are given the time to sign up again: otherwise the first to do so would take everything, and give it back a moment later.
 */
final class Colleagues {
    private final Duration grace;
    private Set<WorkerId> known = Set.of();
    private Set<WorkerId> remembered = Set.of();
    private long rememberedUntil;
    private boolean begun;

    Colleagues(Duration grace) {
        this.grace = grace;
    }

    /** @param wasKnown whether we were still on the list before this turn */
    Set<WorkerId> now(Set<WorkerId> alive, boolean wasKnown, long nanos) {
        if (begun && !wasKnown) {
            remembered = known;
            rememberedUntil = nanos + grace.toNanos();
        }
        if (!remembered.isEmpty() && nanos - rememberedUntil >= 0) {
            remembered = Set.of();
        }
        begun = true;
        var all = new HashSet<>(alive);
        all.addAll(remembered);
        known = Set.copyOf(all);
        return known;
    }
}
