package dev.pgrm.domain.health;

import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the target tells of changes that did not fit, without having stopped: from PostgreSQL 18 on, and nowhere before. */
final class ConflictChecks {
    private static final Duration RECENT = Duration.ofHours(1);

    private ConflictChecks() {}

    static void look(Target target, Consumer<Diagnosis> found) {
        Instant from = target.seen().at().minus(RECENT);
        List<ReplicationMessage> recent = OwnMessages.of(target).stream()
                .filter(each -> each.entry().at().isAfter(from))
                .toList();
        boolean missing = told(
                recent,
                MessageCode.CONFLICT_ROW_MISSING,
                "A row that was changed at the source is not on " + target.name() + ", and the change was left out",
                target,
                found);
        boolean replaced = told(
                recent,
                MessageCode.CONFLICT_ORIGIN,
                "A row was changed on " + target.name() + " too, and what came over has replaced that",
                target,
                found);
        told(
                recent,
                MessageCode.SKIP_CLEARED,
                "The position that " + target.subscription().name()
                        + " was told to skip fitted no transaction, and nothing was skipped",
                target,
                found);
        told(
                recent,
                MessageCode.PUBLICATION_SKIPPED,
                "A publication of " + target.subscription().name() + " was missing, and changes were dropped",
                target,
                found);
        if (!missing && !replaced) {
            counted(target, found);
        }
    }

    private static boolean told(
            List<ReplicationMessage> recent, MessageCode code, String what, Target target, Consumer<Diagnosis> found) {
        List<ReplicationMessage> own = recent.stream()
                .filter(each -> MessageCode.of(each.code()) == code)
                .toList();
        if (own.isEmpty()) {
            return false;
        }
        ReplicationMessage last = own.getLast();
        found.accept(Diagnosis.warning(
                        code.code(),
                        what + " (" + Spoken.count(own.size(), "time") + " within the last hour). The log says: "
                                + Wording.of(last.entry()),
                        code.remedy() + " (on " + target.name() + ")")
                .since(own.getFirst().entry().at())
                .lastAt(last.entry().at()));
        return true;
    }

    /** Every attempt counts, so the sums say little more than that there were some. */
    private static void counted(Target target, Consumer<Diagnosis> found) {
        Map<String, Long> conflicts = target.subscription().counters().conflicts();
        String kinds = conflicts.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        if (!kinds.isEmpty()) {
            found.accept(Diagnosis.note(
                            "conflicts_counted",
                            target.subscription().name() + " on " + target.name() + " has counted conflicts: " + kinds,
                            "Compare the data of both ends; then count anew, on " + target.name()
                                    + ": select pg_stat_reset_subscription_stats("
                                    + target.subscription().oid() + ");")
                    .since(target.subscription().counters().resetAt()));
        }
    }
}
