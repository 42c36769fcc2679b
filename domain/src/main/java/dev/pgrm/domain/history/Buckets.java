package dev.pgrm.domain.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The course of a thing's figures in at most so many pieces. A piece of which nothing is known is left out. */
public final class Buckets {
    private final long start;
    private final long width;
    private final long end;
    private final Map<Long, Map<Measure, Spread>> filled = new TreeMap<>();

    private Buckets(long start, long width, long end) {
        this.start = start;
        this.width = width;
        this.end = end;
    }

    /** One piece. */
    public record Bucket(Instant at, Map<Measure, Spread> figures) {
        public Bucket {
            figures = Collections.unmodifiableMap(new EnumMap<>(figures));
        }
    }

    /**
     * Empty ones.
     *
     * @param points how many there may be at the most
     * @param least how wide each is at the least; their edges are multiples of it
     */
    public static Buckets between(Instant from, Instant to, int points, Duration least) {
        long step = least.toMillis();
        long start = Grain.floor(from, least).toEpochMilli();
        long end = to.toEpochMilli();
        if (end <= start || points < 1) {
            throw new IllegalArgumentException("nothing to divide between " + from + " and " + to);
        }
        long wanted = Math.ceilDiv(end - start, (long) points);
        return new Buckets(start, Math.ceilDiv(wanted, step) * step, end);
    }

    public Instant from() {
        return Instant.ofEpochMilli(start);
    }

    public Duration width() {
        return Duration.ofMillis(width);
    }

    /** Takes figures in; of one measure, in the order of time. What lies outside is passed over. */
    public void add(long at, Measure measure, Spread spread) {
        if (at >= start && at < end) {
            filled.computeIfAbsent((at - start) / width, _ -> new EnumMap<>(Measure.class))
                    .merge(measure, spread, Spread::then);
        }
    }

    public List<Bucket> filled() {
        var all = new ArrayList<Bucket>();
        filled.forEach((number, figures) -> all.add(new Bucket(Instant.ofEpochMilli(start + number * width), figures)));
        return all;
    }
}
