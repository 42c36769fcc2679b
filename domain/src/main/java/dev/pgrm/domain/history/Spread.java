package dev.pgrm.domain.history;

/**
 * Many values of one figure as one.
 *
 * @param last the latest of them
 * @param above by how much all of them together lie above the least: the mean follows from it exactly, also for positions whose
 *     plain sum would exceed 64 bits
 */
public record Spread(long min, long max, long last, long above, long count) {
    public Spread {
        if (count < 1 || min > max || last < min || last > max) {
            throw new IllegalArgumentException(
                    "no spread: " + min + " to " + max + ", last " + last + ", of " + count + " values");
        }
    }

    public static Spread of(long value) {
        return new Spread(value, value, value, 0, 1);
    }

    /** Together with what came later. */
    public Spread then(Spread later) {
        long least = Math.min(min, later.min);
        return new Spread(
                least,
                Math.max(max, later.max),
                later.last,
                above + count * (min - least) + later.above + later.count * (later.min - least),
                count + later.count);
    }

    public double mean() {
        return min + above / (double) count;
    }
}
