package dev.pgrm.domain.postgres;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A position in the write-ahead log of one server: an unsigned 64-bit number. Positions of different servers live in different
 * spaces and must not be compared.
 */
public record Lsn(long position) implements Comparable<Lsn> {
    public static final Lsn ZERO = new Lsn(0);

    private static final Pattern TEXT = Pattern.compile("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}");

    public static Lsn parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a WAL position: write it like 16/B374D848");
        }
        int slash = text.indexOf('/');
        long high = HexFormat.fromHexDigitsToLong(text, 0, slash);
        long low = HexFormat.fromHexDigitsToLong(text, slash + 1, text.length());
        return new Lsn(high << 32 | low);
    }

    /** How far this position is behind {@code ahead}; nothing when it has reached or passed it. */
    public Bytes behind(Lsn ahead) {
        return ahead.isAfter(this) ? new Bytes(ahead.position - position) : Bytes.ZERO;
    }

    public boolean isAfter(Lsn other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(position, other.position);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", position >>> 32, position & 0xFFFF_FFFFL);
    }
}
