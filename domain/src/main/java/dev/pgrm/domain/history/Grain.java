package dev.pgrm.domain.history;

import java.time.Duration;
import java.time.Instant;

/** How finely history is kept; the finer, the shorter. */
public enum Grain {
    /** Every sample, as it was taken. */
    RAW(Duration.ofMillis(1)),
    MINUTE(Duration.ofMinutes(1)),
    QUARTER(Duration.ofMinutes(15));

    private final Duration width;

    Grain(Duration width) {
        this.width = width;
    }

    public Duration width() {
        return width;
    }

    /** The start of what the moment falls into. */
    public Instant floor(Instant at) {
        return floor(at, width);
    }

    public static Instant floor(Instant at, Duration width) {
        long millis = at.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, width.toMillis()));
    }

    /** The coarsest that is no coarser than that. */
    public static Grain within(Duration width) {
        Grain found = RAW;
        for (Grain grain : values()) {
            if (grain.width.compareTo(width) <= 0) {
                found = grain;
            }
        }
        return found;
    }
}
