package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One poll of the databases of a server, side by side. The first that has a session speaks for the server; once somebody has
 * answered, the others are waited for only so long, and hardly at all when they were late before.
 */
final class Round {
    private static final int AT_ONCE = 16;
    private static final Duration GRACE = Duration.ofMillis(100);
    /** Beyond every bound of a single database. */
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final long begun = System.nanoTime();
    private final Duration bound;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore signals = new Semaphore(0);
    private final AtomicReference<@Nullable Respondent> speaker;
    private final AtomicReference<@Nullable Trouble> ofServer = new AtomicReference<>();
    private volatile boolean answered;

    /**
     * @param bound how long the others wait for one of them
     * @param usual who spoke last time and has a session still, so that the server's facts are not prepared anew each time
     */
    Round(Duration bound, @Nullable Respondent usual) {
        this.bound = bound;
        this.speaker = new AtomicReference<>(usual);
    }

    boolean speaks(Respondent candidate) {
        return speaker.compareAndSet(null, candidate) || candidate.equals(speaker.get());
    }

    /** Not all at once where there are many; but nobody waits for the silent ones among them for long. */
    void inTurn(Runnable asking) throws InterruptedException {
        boolean granted = turns.tryAcquire(bound.toMillis() / 4, TimeUnit.MILLISECONDS);
        try {
            asking.run();
        } finally {
            if (granted) {
                turns.release();
            }
        }
    }

    /** Why nobody can be reached there, so that not each database has to find out by itself. */
    @Nullable
    Trouble outOfReach() {
        return answered ? null : ofServer.get();
    }

    void told() {
        answered = true;
    }

    void troubled(Trouble concerningServer) {
        ofServer.set(concerningServer);
    }

    void signal() {
        signals.release();
    }

    /** Until all have answered, or those who have not can be waited for no longer. */
    void await(List<Respondent> respondents) throws InterruptedException {
        while (!respondents.stream().allMatch(Respondent::done)) {
            long left = patience(respondents).toNanos() - (System.nanoTime() - begun);
            if (left <= 0 || !signals.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private Duration patience(List<Respondent> respondents) {
        if (respondents.stream().noneMatch(Respondent::told)) {
            return AT_MOST;
        }
        boolean punctual = respondents.stream().anyMatch(each -> !each.done() && !each.late());
        return punctual ? bound : GRACE;
    }
}
