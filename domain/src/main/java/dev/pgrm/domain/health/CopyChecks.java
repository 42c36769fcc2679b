package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import dev.pgrm.domain.postgres.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether the initial copy gets on. */
final class CopyChecks {
    private static final Duration STALLED = Duration.ofMinutes(2);
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final int LOOP = 3;

    private CopyChecks() {}

    static void look(Target target, Measures measures, Consumer<Diagnosis> found) {
        Subscription subscription = target.subscription();
        if (!subscription.enabled() || subscription.tables().allReady()) {
            return;
        }
        Diagnosis loop = loop(target);
        if (loop != null) {
            found.accept(loop);
        } else if (subscription.worker() != null) {
            stalled(target, measures, found);
        }
    }

    private static @Nullable Diagnosis loop(Target target) {
        ReplicationMessage told = CopyErrors.last(target);
        long errors = errors(target);
        int restarts = restarts(target);
        boolean loops = errors + restarts >= LOOP;
        if (told != null && (loops || errors > 0 || uncounted(told, target.subscription()))) {
            return CopyErrors.told(told, target).since(since(target));
        }
        return loops ? counted(target, Math.max(errors, restarts)).since(since(target)) : null;
    }

    /** Servers before 15 count nothing, later ones not everything. */
    private static boolean uncounted(ReplicationMessage told, Subscription subscription) {
        return subscription.counters().syncErrors() == null
                || (CopyErrors.slotless(told) != null && subscription.tables().in(TableState.COPIED) > 0);
    }

    private static Diagnosis counted(Target target, long times) {
        List<TableCopy> copying = target.subscription().copies().stream()
                .filter(copy -> copy.state() == TableState.COPYING)
                .toList();
        String tables = copying.isEmpty()
                ? "a table"
                : Spoken.few(copying.stream().map(TableCopy::name).toList());
        return Diagnosis.stop(
                        "copy_looping",
                        End.TARGET,
                        "The initial copy of " + tables + " for "
                                + target.subscription().name() + " on " + target.name() + " fails and begins anew: "
                                + Spoken.count(times, "time") + " within minutes",
                        "Most often rows are there already: then empty the table on " + target.name()
                                + (copying.size() == 1
                                        ? ": truncate "
                                                + Quoted.relation(copying.getFirst()
                                                        .name()
                                                        .toString())
                                                + ";"
                                        : "")
                                + " Else a column is missing there, or SELECT is not granted at the source: the log of "
                                + target.name() + " says which")
                .concluded();
    }

    private static long errors(Target target) {
        Instant from = target.seen().at().minus(RECENT);
        Long now = target.subscription().counters().syncErrors();
        Long before = null;
        for (Change change : target.subscription().history().changes()) {
            if (before == null || change.at().isBefore(from)) {
                before = change.syncErrors();
            }
        }
        return now == null || before == null ? 0 : Math.max(0, now - before);
    }

    private static int restarts(Target target) {
        CopyHistory copied = target.subscription().copied();
        Instant last = copied.restartedAt();
        return last == null || last.plus(RECENT).isBefore(target.seen().at()) ? 0 : copied.restarts();
    }

    private static @Nullable Instant since(Target target) {
        List<Change> changes = target.subscription().history().changes();
        return changes.size() < 2 ? null : changes.get(1).at();
    }

    private static void stalled(Target target, Measures measures, Consumer<Diagnosis> found) {
        Duration stalled = measures.copyStalled();
        Subscription subscription = target.subscription();
        if (stalled == null || stalled.compareTo(STALLED) < 0) {
            return;
        }
        int waiting = subscription.tables().in(TableState.INITIAL);
        int copying = subscription.tables().in(TableState.COPYING);
        Instant since = target.seen().at().minus(stalled);
        if (copying == 0 && waiting > 0) {
            found.accept(waiting(target, waiting, stalled).since(since).concluded());
        } else if (copying > 0) {
            found.accept(Diagnosis.warning(
                            "copy_stalled",
                            "The initial copy for " + subscription.name() + " on " + target.name()
                                    + " has not got on for " + Spoken.span(stalled),
                            "See what its workers wait for, on " + target.name()
                                    + ": select pid, wait_event_type, wait_event, pg_blocking_pids(pid) from"
                                    + " pg_stat_activity where backend_type like 'logical replication%';")
                    .since(since)
                    .concluded());
        }
    }

    private static Diagnosis waiting(Target target, int waiting, Duration stalled) {
        boolean full = LimitChecks.exhausted(target.seen(), LimitChecks.WORKERS);
        return Diagnosis.warning(
                "copy_waiting",
                Spoken.count(waiting, "table") + " of " + target.subscription().name() + " on " + target.name()
                        + " wait to be copied, and nothing has begun for " + Spoken.span(stalled)
                        + (full ? ": all workers are taken" : ""),
                (full ? "" : "Most often all workers are taken, or the source has no slot left. ")
                        + LimitChecks.raise(target.seen(), LimitChecks.WORKERS));
    }
}
