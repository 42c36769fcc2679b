package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who disabled a subscription: an error, or a person. The log tells; else the counter of errors that rose in the same moment does,
 * and where that moment was not seen, that there are errors at all.
 */
final class Disabling {
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private Disabling() {}

    static Diagnosis of(Target target, @Nullable Source source) {
        Instant since = since(target.subscription());
        ReplicationMessage told = lastTold(target);
        if (told == null) {
            return (byCounters(target.subscription())
                            ? byError(target, source, null).concluded()
                            : byPerson(target, source))
                    .since(since);
        }
        Instant at = told.entry().at();
        return MessageCode.of(told.code()) == MessageCode.DISABLED_ON_ERROR
                ? byError(target, source, told)
                        .since(since == null ? at : since)
                        .lastAt(at)
                : byPerson(target, source).since(since == null ? at : since);
    }

    private static Diagnosis byPerson(Target target, @Nullable Source source) {
        return Diagnosis.warning(
                        "subscription_disabled",
                        target.subscription().name() + " on " + target.name() + " is disabled" + holding(source),
                        "When that is not wanted any more, on " + target.name() + ": " + target.enable())
                .pausing(End.TARGET);
    }

    private static Diagnosis byError(Target target, @Nullable Source source, @Nullable ReplicationMessage told) {
        Diagnosis cause = told == null ? null : cause(target, source, told);
        String enable = "On " + target.name() + ": " + target.enable();
        return Diagnosis.stop(
                "disabled_on_error",
                End.TARGET,
                target.subscription().name() + " on " + target.name()
                        + " was disabled by an error, as its option disable_on_error demands" + holding(source)
                        + (cause == null ? "" : ". " + cause.finding().message()),
                cause == null
                        ? "If its source was restarted or the connection broke, just enable it; else mend the error that the"
                                + " log tells of before. " + enable
                        : cause.finding().remedy()
                                + (cause.finding().remedy().contains(target.enable()) ? "" : ". Then: " + enable));
    }

    private static @Nullable Diagnosis cause(Target target, @Nullable Source source, ReplicationMessage told) {
        Instant at = told.entry().at();
        for (ReplicationMessage message : OwnMessages.of(target).reversed()) {
            Instant then = message.entry().at();
            Diagnosis cause = then.isAfter(at) || then.isBefore(at.minus(BEFORE))
                    ? null
                    : ApplyErrors.in(message, target, source);
            if (cause != null) {
                return cause;
            }
        }
        return null;
    }

    private static String holding(@Nullable Source source) {
        Slot slot = source == null ? null : source.slot();
        return source == null || slot == null || slot.lost()
                ? ""
                : ", while slot " + slot.name() + " on " + source.name() + " keeps its WAL";
    }

    private static @Nullable ReplicationMessage lastTold(Target target) {
        for (ReplicationMessage message : OwnMessages.of(target).reversed()) {
            MessageCode code = MessageCode.of(message.code());
            if (code == MessageCode.DISABLED_ON_ERROR || code == MessageCode.DISABLED) {
                return message;
            }
        }
        return null;
    }

    private static boolean byCounters(Subscription subscription) {
        Long errors = subscription.counters().applyErrors();
        Long copyErrors = subscription.counters().syncErrors();
        if (!Boolean.TRUE.equals(subscription.options().disableOnError())) {
            return false;
        }
        Change enabled = lastEnabled(subscription.history().changes());
        return enabled == null
                ? more(errors, 0L) || more(copyErrors, 0L)
                : more(errors, enabled.applyErrors()) || more(copyErrors, enabled.syncErrors());
    }

    private static boolean more(@Nullable Long now, @Nullable Long before) {
        return now != null && before != null && now > before;
    }

    private static @Nullable Change lastEnabled(List<Change> changes) {
        return changes.reversed().stream().filter(Change::enabled).findFirst().orElse(null);
    }

    private static @Nullable Instant since(Subscription subscription) {
        Instant since = null;
        for (Change change : subscription.history().changes().reversed()) {
            if (change.enabled()) {
                return since;
            }
            since = change.at();
        }
        return since;
    }
}
