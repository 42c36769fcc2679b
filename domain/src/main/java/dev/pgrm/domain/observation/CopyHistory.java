package dev.pgrm.domain.observation;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Oid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a subscription's initial copies have brought over, as of when: its rate, and how often a copy had to begin anew.
 *
 * @param samples oldest first; bytes never fall
 * @param restarts how often a copy was seen to begin anew
 */
public record CopyHistory(
        List<Sample> samples, int restarts, @Nullable Instant restartedAt) {
    public static final CopyHistory EMPTY = new CopyHistory(List.of(), 0, null);

    private static final Duration REACH = Duration.ofMinutes(10);
    private static final Duration OBSERVED = Duration.ofMinutes(2);
    private static final int SPARSENESS = 6;

    /** @param bytes brought over since the first sample */
    public record Sample(Instant at, long bytes) {}

    public CopyHistory {
        samples = List.copyOf(samples);
    }

    /**
     * History goes on.
     *
     * @param before the copies as of the last sample
     */
    public CopyHistory with(Instant at, List<TableCopy> before, List<TableCopy> now) {
        Map<Oid, TableCopy> known = new HashMap<>();
        before.forEach(copy -> known.put(copy.table(), copy));
        long brought = 0;
        int begunAnew = 0;
        for (TableCopy copy : now) {
            TableCopy was = known.get(copy.table());
            brought += gained(was, copy);
            begunAnew += beganAnew(was, copy) ? 1 : 0;
        }
        long soFar = samples.isEmpty() ? 0 : samples.getLast().bytes();
        var all = new ArrayList<>(samples);
        all.add(new Sample(at, samples.isEmpty() ? 0 : soFar + brought));
        return new CopyHistory(
                Sparse.thinned(all, Sample::at, at, REACH, SPARSENESS),
                restarts + begunAnew,
                begunAnew > 0 ? at : restartedAt);
    }

    /** A table that came further counts a byte at least: thousands of empty ones get on too. */
    private static long gained(@Nullable TableCopy was, TableCopy is) {
        long now = is.bytes() == null ? 0 : is.bytes();
        long before = was == null || was.bytes() == null ? 0 : was.bytes();
        boolean further = was != null && is.state().compareTo(was.state()) > 0;
        return Math.max(further ? 1 : 0, now - before);
    }

    /** Every attempt is another worker's, and reads from the start; between two of them there is none. */
    private static boolean beganAnew(@Nullable TableCopy was, TableCopy is) {
        if (was == null || was.state() != TableState.COPYING || is.state() != TableState.COPYING) {
            return false;
        }
        boolean anotherWorker = was.worker() != null && !was.worker().equals(is.worker());
        boolean lessThanBefore = was.bytes() != null && is.bytes() != null && is.bytes() < was.bytes();
        return anotherWorker || lessThanBefore;
    }

    /** Bytes per second over the last minutes, or nothing when too little is known. */
    public @Nullable Double bytesPerSecond() {
        if (samples.size() < 2) {
            return null;
        }
        Sample last = samples.getLast();
        Instant from = last.at().minus(OBSERVED);
        Sample first = samples.stream()
                .filter(sample -> !sample.at().isBefore(from))
                .findFirst()
                .orElse(last);
        long millis = Duration.between(first.at(), last.at()).toMillis();
        return millis <= 0 ? null : (last.bytes() - first.bytes()) * 1000.0 / millis;
    }

    /** Since when nothing more was brought over, as far back as was seen; nothing while more comes. */
    public @Nullable Instant stalledSince() {
        if (samples.size() < 2) {
            return null;
        }
        long brought = samples.getLast().bytes();
        Instant since = samples.getLast().at();
        for (Sample sample : samples.reversed()) {
            if (sample.bytes() != brought) {
                break;
            }
            since = sample.at();
        }
        return since.equals(samples.getLast().at()) ? null : since;
    }
}
