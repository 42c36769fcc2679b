package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why changes are not applied: told by a log, or else concluded from what is to be seen. */
final class ApplyCause {
    /** Polls see a change some seconds after it happened, and the clocks of servers differ a little. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final Duration RECENT = Duration.ofMinutes(10);

    private ApplyCause() {}

    /** The latest that either log says of it since the given moment; nothing where none says anything that explains it. */
    static @Nullable Diagnosis told(LogicalCase stream, Target target, @Nullable Instant since) {
        Instant from = since == null ? target.seen().at().minus(RECENT) : since.minus(SLACK);
        Source source = stream.source();
        Stream<Told> atTarget =
                OwnMessages.of(target).stream().map(each -> new Told(each, ApplyErrors.in(each, target, source)));
        Stream<Told> atSource = source == null
                ? Stream.of()
                : OwnMessages.of(source, target).stream()
                        .map(each -> new Told(each, SenderErrors.in(each, source, target)));
        Optional<Told> latest = Stream.concat(atTarget, atSource)
                .filter(each -> each.diagnosis != null && !each.at().isBefore(from))
                .max(Comparator.comparing(Told::at));
        return latest.map(each -> each.diagnosis == null ? null : each.diagnosis.lastAt(each.at()))
                .orElse(null);
    }

    private record Told(
            ReplicationMessage message, @Nullable Diagnosis diagnosis) {
        Instant at() {
            return message.entry().at();
        }
    }

    /** Nothing where the state of the slot explains it already. */
    static @Nullable Diagnosis concluded(LogicalCase stream, Target target, ApplyCourse course) {
        if (slotExplains(stream)) {
            return null;
        }
        Source source = stream.source();
        Diagnosis concluded = byLimits(source, target);
        if (concluded == null && course.errors() > 0) {
            concluded = errorsCounted(target, course.errors());
        }
        if (concluded == null && source != null) {
            concluded = stillRead(source, target);
        }
        return (concluded == null ? silently(stream, target, course) : concluded).concluded();
    }

    /** No worker lasts without a slot of its own that is good, and the slot is told of anyway. */
    static boolean slotExplains(LogicalCase stream) {
        Source source = stream.source();
        return source != null
                && (source.slotFeedsAnother()
                        || source.slot() == null
                        || source.slot().lost());
    }

    private static @Nullable Diagnosis byLimits(@Nullable Source source, Target target) {
        if (LimitChecks.exhausted(target.seen(), LimitChecks.WORKERS)) {
            return LimitChecks.noWorkerFor(target);
        }
        return source != null && LimitChecks.exhausted(source.seen(), LimitChecks.SENDERS)
                ? LimitChecks.noSenderFor(source, target)
                : null;
    }

    private static Diagnosis errorsCounted(Target target, long errors) {
        SubscriptionName name = target.subscription().name();
        return Diagnosis.stop(
                "apply_failing",
                End.TARGET,
                "Applying changes of " + name + " fails on " + target.name() + ": " + Spoken.count(errors, "error")
                        + " counted, and the same transaction is tried again every few seconds",
                where(target) + " Typical are a row that is there already, and a table or column that is missing");
    }

    private static @Nullable Diagnosis stillRead(Source source, Target target) {
        Slot slot = source.slot();
        Integer pid = slot == null ? null : slot.activePid();
        return slot == null || pid == null
                ? null
                : Diagnosis.stop(
                        "slot_busy",
                        End.SOURCE,
                        "Slot " + slot.name() + " on " + source.name() + " is still held by process " + pid
                                + ", so that " + target.subscription().name() + " on " + target.name()
                                + " cannot read from it",
                        "If that is the rest of a broken connection, end it on " + source.name()
                                + ": select pg_terminate_backend(" + pid + ");");
    }

    /** A worker that cannot connect, or finds no slot, counts nothing. */
    private static Diagnosis silently(LogicalCase stream, Target target, ApplyCourse course) {
        SubscriptionName name = target.subscription().name();
        boolean counts = target.subscription().counters().applyErrors() != null;
        boolean tries = course.workers() > 0;
        if (stream.sourceGone() == null && !(counts && tries)) {
            return Diagnosis.stop(
                    "apply_not_running",
                    End.TARGET,
                    name + " on " + target.name() + " is enabled but its apply worker is not running",
                    where(target));
        }
        return Diagnosis.stop(
                "connect_failed",
                End.TARGET,
                name + " on " + target.name()
                        + " does not get to its source: its worker stopped without counting an error"
                        + (stream.sourceGone() == null ? "" : ", and the source cannot be reached from here either"),
                "See that the source runs, that its host, port and firewall let " + target.name()
                        + " in, and that role and password are valid. " + where(target));
    }

    private static String where(Target target) {
        ServerLog.Unreadable unreadable = target.seen().log().unreadable();
        return unreadable == null
                ? "The log of " + target.name() + " says why."
                : "The log of " + target.name() + " says why, but cannot be read from here: " + unreadable.remedy()
                        + ".";
    }
}
