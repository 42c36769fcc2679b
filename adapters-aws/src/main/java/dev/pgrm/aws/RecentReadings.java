package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was read lately. However many ask for a secret at once, one reads and the others wait for its answer; failures
 * are kept too, for a shorter time, so that a poll every second does not hammer AWS.
 */
final class RecentReadings {
    private final Duration keepUsable;
    private final Duration keepUnusable;
    private final Clock clock;
    private final ConcurrentMap<SecretKey, Flight> flights = new ConcurrentHashMap<>();

    /** One reading, under way or landed. */
    private static final class Flight {
        private final CompletableFuture<Dated> landed = new CompletableFuture<>();

        boolean isUsableAt(Instant now) {
            return !landed.isDone()
                    || (!landed.isCompletedExceptionally()
                            && now.isBefore(landed.join().until()));
        }
    }

    private record Dated(SecretReading reading, Instant until) {}

    RecentReadings(Duration keepUsable, Duration keepUnusable, Clock clock) {
        this.keepUsable = keepUsable;
        this.keepUnusable = keepUnusable;
        this.clock = clock;
    }

    SecretReading of(SecretKey secret, Function<SecretKey, SecretReading> read) {
        var mine = new Flight();
        Flight current = flights.compute(
                secret, (_, present) -> present != null && present.isUsableAt(clock.instant()) ? present : mine);
        if (current == mine) {
            fly(secret, mine, read);
        }
        return current.landed.join().reading();
    }

    /** A reading under way is forgotten too: it may have begun before the secret changed. */
    void forget(Predicate<SecretKey> which) {
        flights.keySet().removeIf(which);
    }

    private void fly(SecretKey secret, Flight flight, Function<SecretKey, SecretReading> read) {
        dropStale();
        try {
            SecretReading reading = read.apply(secret);
            flight.landed.complete(new Dated(reading, clock.instant().plus(timeToKeep(reading))));
        } catch (RuntimeException | Error broken) {
            flights.remove(secret, flight);
            flight.landed.completeExceptionally(broken);
            throw broken;
        }
    }

    /** A password that nobody asks for any more need not stay in memory. */
    private void dropStale() {
        Instant now = clock.instant();
        flights.values().removeIf(flight -> !flight.isUsableAt(now));
    }

    private Duration timeToKeep(SecretReading reading) {
        return switch (reading) {
            case SecretReading.Usable _ -> keepUsable;
            case SecretReading.Unusable _ -> keepUnusable;
        };
    }
}
