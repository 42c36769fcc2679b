package dev.pgrm.fleet.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When to look at what is dear: as often as is usual, and less often where that takes long. */
final class Cadence {
    /** So that such looks take a half per cent of the server's time at most. */
    private static final int RARITY = 200;

    private final Duration usual;
    private Instant latest = Instant.MIN;
    private Instant next = Instant.MIN;

    Cadence(Duration usual) {
        this.usual = usual;
    }

    /** Also when the clock was set back, or the next look would be far. */
    boolean due(Instant now) {
        return !now.isBefore(next) || now.isBefore(latest);
    }

    /** The databases of a server, and the servers that one worker took over from another, shall not all be due at once. */
    void notBefore(Instant now) {
        latest = now;
        next = now.plusMillis(ThreadLocalRandom.current().nextLong(usual.toMillis()));
    }

    void looked(Instant now, Duration took) {
        latest = now;
        Duration rare = took.multipliedBy(RARITY);
        next = now.plus(rare.compareTo(usual) > 0 ? rare : usual);
    }
}
