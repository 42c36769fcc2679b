package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a slot would hold back if its consumer stood still: all that its server writes meanwhile. */
final class WalHeld {
    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Duration USUALLY = Duration.ofHours(1);

    private WalHeld() {}

    /** WAL written per second; the larger of what is so lately and usually, since it is the worse that matters. */
    static @Nullable Double rate(Sighting server) {
        return server.seen() == null
                ? null
                : Stream.of(LATELY, USUALLY)
                        .map(server.seen().walHistory()::bytesPerSecond)
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .orElse(null);
    }

    /** How long until it is lost, or nothing when it is not, or nobody knows. */
    static @Nullable Duration left(Slot slot, @Nullable Double rate) {
        Long safe = slot.safeWalSize();
        if (safe == null || slot.lost()) {
            return null;
        }
        if (safe <= 0) {
            return Duration.ZERO;
        }
        return rate == null || rate <= 0 ? null : Duration.ofSeconds((long) Math.min(safe / rate, 1e12));
    }
}
