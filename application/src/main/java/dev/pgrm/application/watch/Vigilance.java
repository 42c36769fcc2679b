package dev.pgrm.application.watch;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Suspicion;
import dev.pgrm.domain.observation.Suspicion.Sign;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server wants a closer look for a while. At rest what is wrong with it is known and passes for usual. Something new
 * begins an episode; it ends after ten quiet seconds, and in any case after a minute, so that what stays broken, or breaks over and
 * over, does not keep us busy. After a full minute there is a pause as long.
 */
final class Vigilance {
    static final Duration QUIET = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private Set<Sign> usual = Set.of();
    private boolean begun;
    private boolean awake;
    private long since;
    private long lastNews;
    private long restUntil;

    /** Takes in the next observation and says whether to look closer now. */
    boolean wakes(@Nullable Observation before, Observation now, long nanos) {
        Set<Sign> signs = Suspicion.signs(now);
        if (!begun) {
            begun = true;
            restUntil = nanos;
            usual = before == null ? signs : Suspicion.signs(before);
        }
        boolean news = !usual.containsAll(signs) || Suspicion.stirred(before, now);
        if (awake) {
            goOn(signs, news, nanos);
        } else if (news && nanos - restUntil >= 0) {
            awake = true;
            since = nanos;
            lastNews = nanos;
        } else {
            usual = nanos - restUntil >= 0 ? common(usual, signs) : signs;
        }
        return awake;
    }

    private void goOn(Set<Sign> signs, boolean news, long nanos) {
        if (news) {
            lastNews = nanos;
        }
        boolean tooLong = nanos - since >= LONGEST.toNanos();
        if (tooLong || nanos - lastNews >= QUIET.toNanos()) {
            awake = false;
            usual = signs;
            restUntil = tooLong ? nanos + LONGEST.toNanos() : nanos;
        }
    }

    /** What is mended is no longer usual. */
    private static Set<Sign> common(Set<Sign> some, Set<Sign> others) {
        var both = new HashSet<>(some);
        both.retainAll(others);
        return Set.copyOf(both);
    }
}
