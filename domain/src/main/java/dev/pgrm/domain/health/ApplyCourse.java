package dev.pgrm.domain.health;

import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the apply worker of an enabled subscription fares, by what was seen of it. A worker that is gone after its subscription
 * counted an error has failed, at once. One that is gone without an error may have been restarted by a changed parameter, or find
 * its place still taken for a round: it has two pauses of the launcher to come back. One that is there while errors are counted or
 * workers come and go has not recovered before it lasted as long.
 *
 * @param since when that began, as far as it was seen
 * @param errors counted since then
 * @param workers processes seen since then
 */
record ApplyCourse(State state, @Nullable Instant since, long errors, int workers) {
    enum State {
        RUNS,
        /** Gone, without a sign that anything is wrong. */
        RESTARTS,
        FAILS
    }

    private static final Duration WINDOW = Duration.ofMinutes(1);

    static ApplyCourse of(Subscription subscription, Instant now, Duration pause) {
        List<Change> changes = subscription.history().changes();
        boolean works = subscription.worker() != null;
        if (changes.isEmpty()) {
            return new ApplyCourse(works ? State.RUNS : State.FAILS, null, 0, 0);
        }
        Instant began = changes.get(changes.size() > 1 ? 1 : 0).at();
        long errors = risen(changes, Instant.MIN);
        int workers = workersSince(changes, Instant.MIN);
        State state = works ? whileThere(changes, now, pause) : whileGone(changes, now, pause);
        return new ApplyCourse(
                state, state == State.FAILS ? began : changes.getLast().at(), errors, workers);
    }

    private static State whileThere(List<Change> changes, Instant now, Duration pause) {
        boolean settled = !now.isBefore(changes.getLast().at().plus(grace(pause)));
        return !settled && unrest(changes, now, pause) ? State.FAILS : State.RUNS;
    }

    private static State whileGone(List<Change> changes, Instant now, Duration pause) {
        boolean counted = risen(changes, now.minus(window(pause))) > 0;
        boolean overdue = !now.isBefore(goneSince(changes).plus(grace(pause)));
        return counted || overdue || unrest(changes, now, pause) ? State.FAILS : State.RESTARTS;
    }

    private static boolean unrest(List<Change> changes, Instant now, Duration pause) {
        Instant from = now.minus(window(pause));
        return risen(changes, from) > 1 || workersSince(changes, from) > 2;
    }

    private static Duration grace(Duration pause) {
        return pause.multipliedBy(2).plusSeconds(1);
    }

    private static Duration window(Duration pause) {
        Duration six = pause.multipliedBy(6);
        return six.compareTo(WINDOW) > 0 ? six : WINDOW;
    }

    private static Instant goneSince(List<Change> changes) {
        Instant since = changes.getLast().at();
        for (Change change : changes.reversed()) {
            if (change.worker() != null) {
                return since;
            }
            since = change.at();
        }
        return since;
    }

    /** Errors counted by changes from that moment on; statistics that were reset count from zero. */
    private static long risen(List<Change> changes, Instant from) {
        long risen = 0;
        Change before = changes.getFirst();
        for (Change change : changes) {
            Long was = before.applyErrors();
            Long is = change.applyErrors();
            if (was != null && is != null && is > was && !change.at().isBefore(from)) {
                risen += is - was;
            }
            before = change;
        }
        return risen;
    }

    private static int workersSince(List<Change> changes, Instant from) {
        Set<Integer> seen = new HashSet<>();
        changes.stream()
                .filter(change -> !change.at().isBefore(from))
                .map(Change::worker)
                .filter(Objects::nonNull)
                .forEach(seen::add);
        return seen.size();
    }
}
