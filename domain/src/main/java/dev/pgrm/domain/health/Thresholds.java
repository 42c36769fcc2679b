package dev.pgrm.domain.health;

import dev.pgrm.domain.postgres.Bytes;
import java.time.Duration;

/** The figures from which on a stream is warned of, for the checks and for whoever draws them. */
public final class Thresholds {
    /** Behind by that much time and, at once, by {@link #LAG}. */
    public static final Duration LATE = Duration.ofMinutes(5);

    public static final Bytes LAG = new Bytes(1 << 20);

    /** What a slot may hold back. */
    public static final Bytes RETAINED = new Bytes(10L << 30);

    /** The same, of a slot that does not move. */
    public static final Bytes RETAINED_AT_REST = new Bytes(1L << 30);

    private Thresholds() {}
}
