package dev.pgrm.fleet.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When to look thoroughly: about once a minute, and less often where that takes long. */
final class Cadence {
    private static final Duration USUAL = Duration.ofMinutes(1);
    /** So that thorough looks take a half per cent of the server's time at most. */
    private static final int RARITY = 200;

    private Instant latest = Instant.MIN;
    private Instant next = Instant.MIN;

    /** Also when the clock was set back, or the next look would be far. */
    boolean due(Instant now) {
        return !now.isBefore(next) || now.isBefore(latest);
    }

    /** The databases of a server, and the servers that one worker took over from another, shall not all be due at once. */
    void notBefore(Instant now) {
        latest = now;
        next = now.plusMillis(ThreadLocalRandom.current().nextLong(USUAL.toMillis()));
    }

    void looked(Instant now, Duration took) {
        latest = now;
        Duration rare = took.multipliedBy(RARITY);
        next = now.plus(rare.compareTo(USUAL) > 0 ? rare : USUAL);
    }
}
