package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.Effect;
import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether changes are applied, and what keeps them from being applied. */
final class ApplyChecks {
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration LASTING = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private ApplyChecks() {}

    static void look(LogicalCase stream, Target target, Consumer<Diagnosis> found) {
        Subscription subscription = target.subscription();
        if (!subscription.enabled() || subscription.slot() == null) {
            return;
        }
        var course = ApplyCourse.of(subscription, target.seen().at(), Settings.retryInterval(target.seen()));
        switch (course.state()) {
            case RUNS -> whileItRuns(stream, target, found);
            case RESTARTS -> restarts(stream, target, course, found);
            case FAILS -> fails(stream, target, course, found);
        }
    }

    private static void restarts(LogicalCase stream, Target target, ApplyCourse course, Consumer<Diagnosis> found) {
        Diagnosis told = ApplyCause.told(stream, target, course.since());
        if (told != null) {
            found.accept(told.since(course.since()));
        } else if (!ApplyCause.slotExplains(stream)) {
            found.accept(stopped(target, course));
        }
    }

    private static Diagnosis stopped(Target target, ApplyCourse course) {
        return Diagnosis.warning(
                        "apply_restarting",
                        "The apply worker of " + target.subscription().name() + " on " + target.name()
                                + " has stopped; no error was counted, so it is expected back within seconds",
                        "Wait: PostgreSQL starts it again, and this becomes an error if it does not come back")
                .since(course.since())
                .pausing(End.TARGET)
                .concluded();
    }

    private static void fails(LogicalCase stream, Target target, ApplyCourse course, Consumer<Diagnosis> found) {
        Diagnosis told = ApplyCause.told(stream, target, course.since());
        Diagnosis cause = told == null ? ApplyCause.concluded(stream, target, course) : told;
        if (cause != null) {
            found.accept((cause.effect() == Effect.PAUSES && persists(target, course) ? cause.stopping() : cause)
                    .since(course.since()));
        }
    }

    /** What passes by itself may not pass. */
    private static boolean persists(Target target, ApplyCourse course) {
        Instant since = course.since();
        return course.errors() > 2
                || since == null
                || since.plus(LASTING).isBefore(target.seen().at());
    }

    private static void whileItRuns(LogicalCase stream, Target target, Consumer<Diagnosis> found) {
        ApplyWorker worker = target.subscription().worker();
        if (worker == null) {
            return;
        }
        Blocked blocked = worker.blocked();
        if (blocked != null) {
            found.accept(blocked(target, blocked));
        } else {
            silent(target, worker, found);
        }
        unread(stream, target, worker, found);
    }

    private static Diagnosis blocked(Target target, Blocked blocked) {
        List<Integer> by = blocked.by();
        String who = by.isEmpty() ? "another session" : (by.size() == 1 ? "process " : "processes ") + Spoken.few(by);
        Duration span = Duration.between(blocked.since(), target.seen().at());
        var finding = Diagnosis.warning(
                "apply_blocked",
                "The apply worker of " + target.subscription().name() + " on " + target.name() + " has waited "
                        + Spoken.span(span) + " for a lock that " + who + " holds",
                by.isEmpty()
                        ? "Find who holds it on " + target.name()
                                + ": select * from pg_locks where not granted; end that transaction"
                        : "End what holds it on " + target.name() + ", by itself or with: "
                                + by.stream()
                                        .map(pid -> "select pg_terminate_backend(" + pid + ");")
                                        .collect(Collectors.joining(" ")));
        return finding.since(blocked.since()).as(span.compareTo(LONG) < 0 ? Severity.NOTE : Severity.WARNING);
    }

    private static void silent(Target target, ApplyWorker worker, Consumer<Diagnosis> found) {
        Instant heard = worker.lastMessageAt();
        if (heard == null
                || !heard.plus(ApplyWorker.SILENCE).isBefore(target.seen().at())) {
            return;
        }
        found.accept(Diagnosis.warning(
                        "apply_silent",
                        "The apply worker of " + target.subscription().name() + " on " + target.name()
                                + " has heard nothing from its source for "
                                + Spoken.span(
                                        Duration.between(heard, target.seen().at()))
                                + ", though an idle source speaks up every 30 seconds: the connection is cut, or the"
                                + " worker hangs, or that server's clock is slow",
                        "See whether " + target.name() + " reaches the source; to make it connect anew: "
                                + "alter subscription " + target.quoted() + " disable; " + target.enable())
                .since(heard)
                .concluded());
    }

    /** The source knows first that a connection was closed: the worker may not have noticed, or was seen just before. */
    private static void unread(LogicalCase stream, Target target, ApplyWorker worker, Consumer<Diagnosis> found) {
        LogicalCase.Source source = stream.source();
        Slot slot = source == null ? null : source.slot();
        Instant since = lastedSince(target.subscription(), worker);
        if (source == null || slot == null || slot.active() || slot.lost() || since == null) {
            return;
        }
        if (since.plus(LATE).isAfter(source.seen().at())) {
            return;
        }
        Instant inactive = slot.inactiveSince();
        boolean lasts =
                inactive != null && inactive.plus(LONG).isBefore(source.seen().at());
        found.accept(Diagnosis.warning(
                        "slot_not_read",
                        "Nobody reads slot " + slot.name() + " on " + source.name() + ", though the worker on "
                                + target.name() + " still runs: their connection was closed",
                        "PostgreSQL connects again by itself; if it does not, see whether " + target.name()
                                + " reaches " + source.name())
                .pausing(End.SOURCE)
                .since(inactive)
                .as(lasts ? Severity.CRITICAL : Severity.WARNING)
                .concluded());
    }

    private static @Nullable Instant lastedSince(Subscription subscription, ApplyWorker worker) {
        Instant since = null;
        for (Change change : subscription.history().changes().reversed()) {
            if (change.worker() == null || change.worker() != worker.pid()) {
                return since;
            }
            since = change.at();
        }
        return since;
    }
}
