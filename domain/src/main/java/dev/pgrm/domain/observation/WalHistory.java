package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a server's log ended where: enough to turn a position into an age, without writing anything to the server and without
 * trusting any clock but the one that sampled. Samples grow sparser with age, so that hours fit into some dozens of them.
 *
 * @param samples oldest first, positions never falling
 */
public record WalHistory(List<Sample> samples) {
    public static final WalHistory EMPTY = new WalHistory(List.of());

    private static final int SPARSENESS = 16;

    private static final Duration REACH = Duration.ofHours(24);

    public record Sample(Instant at, Lsn end) {}

    public WalHistory {
        samples = List.copyOf(samples);
    }

    /**
     * A position that fell back means another log (a restored server, say): history begins anew.
     */
    public WalHistory with(Instant at, Lsn end) {
        Sample sample = new Sample(at, end);
        if (samples.isEmpty() || samples.getLast().end().isAfter(end)) {
            return new WalHistory(List.of(sample));
        }
        var all = new ArrayList<>(samples);
        all.add(sample);
        return new WalHistory(Sparse.thinned(all, Sample::at, at, REACH, SPARSENESS));
    }

    /**
     * How long ago the log passed this position, interpolated between samples: the age of the first change that a consumer
     * there has not got. Nothing when the log has not passed it as far as is known. A position older than all samples is at
     * least as old as the oldest.
     */
    public Duration age(Lsn position, Instant now) {
        @Nullable Sample before = null;
        for (Sample sample : samples) {
            if (sample.end().isAfter(position)) {
                Instant passed = before == null ? sample.at() : between(before, sample, position);
                return passed.isAfter(now) ? Duration.ZERO : Duration.between(passed, now);
            }
            before = sample;
        }
        return Duration.ZERO;
    }

    private static Instant between(Sample before, Sample after, Lsn position) {
        double span = after.end().position() - before.end().position();
        double share = (position.position() - before.end().position()) / span;
        return before.at()
                .plusMillis((long) (Duration.between(before.at(), after.at()).toMillis() * share));
    }

    /** WAL written per second over the samples of the given time, or nothing when there are too few. */
    public @Nullable Double bytesPerSecond(Duration over) {
        if (samples.size() < 2) {
            return null;
        }
        Sample last = samples.getLast();
        Instant from = last.at().minus(over);
        Sample first = samples.stream()
                .filter(sample -> !sample.at().isBefore(from))
                .findFirst()
                .orElse(last);
        long millis = Duration.between(first.at(), last.at()).toMillis();
        return millis == 0 ? null : (last.end().position() - first.end().position()) * 1000.0 / millis;
    }
}
