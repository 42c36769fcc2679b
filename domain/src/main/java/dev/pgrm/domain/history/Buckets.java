package dev.pgrm.domain.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The course of a thing's figures in at most so many pieces. A piece of which nothing is known is left out. */
public final class Buckets {
    private final long start;
    private final long width;
    private final long end;
    private final List<@Nullable Map<Measure, Spread>> pieces;

    private Buckets(long start, long width, long end) {
        this.start = start;
        this.width = width;
        this.end = end;
        this.pieces = new ArrayList<>(Collections.nCopies((int) Math.ceilDiv(end - start, width), null));
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
        if (at < start || at >= end) {
            return;
        }
        int number = (int) ((at - start) / width);
        Map<Measure, Spread> figures = pieces.get(number);
        if (figures == null) {
            figures = new EnumMap<>(Measure.class);
            pieces.set(number, figures);
        }
        figures.merge(measure, spread, Spread::then);
    }

    public List<Bucket> filled() {
        var all = new ArrayList<Bucket>();
        for (int number = 0; number < pieces.size(); number++) {
            Map<Measure, Spread> figures = pieces.get(number);
            if (figures != null) {
                all.add(new Bucket(Instant.ofEpochMilli(start + number * width), figures));
            }
        }
        return all;
    }
}
