package dev.pgrm.domain.postgres;

import java.util.Locale;

/** A size or distance. Distances between WAL positions span all 64 bits, so the count is read as unsigned. */
public record Bytes(long count) implements Comparable<Bytes> {
    public static final Bytes ZERO = new Bytes(0);

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    public Bytes plus(Bytes other) {
        long sum = count + other.count;
        if (Long.compareUnsigned(sum, count) < 0) {
            throw new ArithmeticException("more bytes than 64 bits can count");
        }
        return new Bytes(sum);
    }

    public boolean isZero() {
        return count == 0;
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compareUnsigned(count, other.count);
    }

    /** For people: four digits at the most, in binary units. */
    @Override
    public String toString() {
        int unit = Math.max(0, (63 - Long.numberOfLeadingZeros(count | 1)) / 10);
        if (unit == 0) {
            return count + " B";
        }
        double value = (count >>> 1) / (double) (1L << (10 * unit - 1));
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
