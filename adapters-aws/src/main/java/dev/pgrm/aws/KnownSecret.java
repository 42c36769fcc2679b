package dev.pgrm.aws;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.application.credential.SecretReading.Unusable;
import dev.pgrm.application.credential.SecretReading.Usable;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one secret. Whatever is kept is answered at once; whoever needs AWS holds the lock while asking, and whoever
 * waited for it looks again first, so that one asks for all. The lock guards all writing.
 */
final class KnownSecret {
    static final Duration LAST_GOOD = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(KnownSecret.class);
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String name;
    private final Reader reader;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final GrowingPause betweenFailures = new GrowingPause(Duration.ofSeconds(5), LONGEST_PAUSE);
    private final GrowingPause betweenRefusals = new GrowingPause(SHORTEST_PAUSE, LONGEST_PAUSE);

    /** What each server refused last: it is not worth another try once AWS cannot be asked. */
    private final Map<Endpoint, Credential> refused = new ConcurrentHashMap<>();

    private volatile @Nullable Kept<SecretReading> latest;
    private volatile @Nullable Kept<Usable> good;
    private volatile Instant lastAsked;

    /** The other versions, for as long as the current one is not read again for the sake of a refusal. */
    private @Nullable Kept<List<Usable>> others;

    private volatile boolean told;

    /** Asks AWS on behalf of a database. */
    interface Reader {
        SecretReading read(Stage stage, DatabaseSpec database);

        List<Stage> besides();
    }

    private record Kept<T>(T what, Instant since, Instant until) {
        boolean isFresh(Instant now) {
            return now.isBefore(until);
        }
    }

    KnownSecret(String name, Reader reader, Clock clock) {
        this.name = name;
        this.reader = reader;
        this.clock = clock;
        this.lastAsked = clock.instant();
    }

    boolean isForgotten() {
        return clock.instant().isAfter(lastAsked.plus(LAST_GOOD));
    }

    SecretReading find(DatabaseSpec database) {
        lastAsked = clock.instant();
        Kept<SecretReading> known = latest;
        if (known != null && known.isFresh(lastAsked)) {
            return orLastGood(known.what(), database);
        }
        Usable meanwhile = lastGood(database);
        if (!asking.tryLock()) {
            if (meanwhile != null) {
                return meanwhile;
            }
            asking.lock();
        }
        try {
            return orLastGood(current(database), database);
        } finally {
            asking.unlock();
        }
    }

    /** What else there is to try, the likeliest first. */
    List<Usable> besides(DatabaseSpec database, Credential theRefused) {
        lastAsked = clock.instant();
        // That a server refuses it for the first time may be news of a rotation, whatever another server kept saying.
        boolean known = theRefused.equals(refused.put(database.endpoint(), theRefused));
        Duration pause = known ? LONGEST_PAUSE : SHORTEST_PAUSE;
        List<Usable> newer = newer(latest, theRefused);
        if (!newer.isEmpty()) {
            return newer;
        }
        asking.lock();
        try {
            newer = newer(latest, theRefused);
            return newer.isEmpty() ? afresh(database, theRefused, pause) : newer;
        } finally {
            asking.unlock();
        }
    }

    private List<Usable> afresh(DatabaseSpec database, Credential theRefused, Duration pause) {
        SecretReading now = mayAskAgain(pause) ? readAgain(database) : current(database);
        return switch (orLastGood(now, database)) {
            case Unusable _ -> List.of();
            case Usable usable when !usable.credential().equals(theRefused) -> List.of(usable);
            case Usable _ ->
                others(database).stream()
                        .filter(other -> !other.credential().equals(theRefused))
                        .toList();
        };
    }

    /**
     * Many databases may share a secret that is simply wrong, and each of them keeps trying.
     *
     * @param pause after which it is time at the latest
     */
    private boolean mayAskAgain(Duration pause) {
        Instant now = clock.instant();
        Kept<SecretReading> known = latest;
        boolean failed = known != null && known.what() instanceof Unusable && known.isFresh(now);
        Kept<List<Usable>> before = others;
        return !failed
                && (before == null
                        || !before.isFresh(now)
                        || !now.isBefore(before.since().plus(pause)));
    }

    private SecretReading readAgain(DatabaseSpec database) {
        Kept<Usable> before = good;
        SecretReading now = read(database);
        if (before == null || !before.what().equals(now)) {
            betweenRefusals.reset();
        }
        others = null;
        return now;
    }

    private List<Usable> others(DatabaseSpec database) {
        Instant now = clock.instant();
        if (others == null || !others.isFresh(now)) {
            var found = new ArrayList<Usable>();
            for (Stage stage : reader.besides()) {
                if (reader.read(stage, database) instanceof Usable usable) {
                    found.add(usable);
                }
            }
            others = new Kept<>(List.copyOf(found), now, now.plus(betweenRefusals.next()));
        }
        return others.what();
    }

    private SecretReading current(DatabaseSpec database) {
        Kept<SecretReading> known = latest;
        return known != null && known.isFresh(clock.instant()) ? known.what() : read(database);
    }

    private SecretReading read(DatabaseSpec database) {
        SecretReading reading = reader.read(Stage.AWSCURRENT, database);
        Instant now = clock.instant();
        switch (reading) {
            case Usable usable -> {
                if (good != null && !good.what().equals(usable)) {
                    others = null;
                }
                good = new Kept<>(usable, now, now.plus(LAST_GOOD));
                latest = new Kept<>(reading, now, now.plus(KEEP));
                betweenFailures.reset();
                told = false;
            }
            // Whoever was called off while asking has found out nothing.
            case Unusable _ when Thread.currentThread().isInterrupted() -> {}
            case Unusable(var trouble) -> {
                latest = new Kept<>(reading, now, now.plus(betweenFailures.next()));
                if (!AwsTroubles.isPassing(trouble)) {
                    good = null;
                }
            }
        }
        return reading;
    }

    private SecretReading orLastGood(SecretReading reading, DatabaseSpec database) {
        if (!(reading instanceof Unusable(var trouble)) || !AwsTroubles.isPassing(trouble)) {
            return reading;
        }
        Usable lastGood = lastGood(database);
        if (lastGood == null) {
            return reading;
        }
        tell(trouble.code());
        return lastGood;
    }

    private @Nullable Usable lastGood(DatabaseSpec database) {
        Kept<Usable> last = good;
        if (last == null || !last.isFresh(clock.instant())) {
            return null;
        }
        Credential unwanted = refused.get(database.endpoint());
        return Objects.equals(unwanted, last.what().credential()) ? null : last.what();
    }

    private void tell(String code) {
        Kept<Usable> last = good;
        if (!told && last != null) {
            told = true;
            log.warn("{} cannot be read now ({}): going on with what it held at {}", name, code, last.since());
        }
    }

    private List<Usable> newer(@Nullable Kept<SecretReading> known, Credential theRefused) {
        return known != null
                        && known.isFresh(clock.instant())
                        && known.what() instanceof Usable usable
                        && !usable.credential().equals(theRefused)
                ? List.of(usable)
                : List.of();
    }
}
