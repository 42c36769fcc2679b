package dev.pgrm.domain.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps samples that grow sparser with age, so that hours fit into some dozens of them. */
final class Sparse {
    private Sparse() {}

    /**
     * Drops samples that are too old or too close together, and those out of the future, which are of a clock that was ahead.
     *
     * @param all oldest first; the newest always stays
     * @param sparseness two neighbours closer together than their age divided by this are one too many
     */
    static <S> List<S> thinned(List<S> all, Function<S, Instant> time, Instant now, Duration reach, int sparseness) {
        var kept = new ArrayList<S>();
        for (S sample : all.subList(0, all.size() - 1)) {
            Instant at = time.apply(sample);
            long age = millis(at, now);
            if (age < 0) {
                break;
            }
            boolean crowded = kept.size() > 1 && millis(time.apply(kept.get(kept.size() - 2)), at) * sparseness < age;
            if (crowded) {
                kept.removeLast();
            }
            if (age <= reach.toMillis()) {
                kept.add(sample);
            }
        }
        kept.add(all.getLast());
        return kept;
    }

    private static long millis(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
