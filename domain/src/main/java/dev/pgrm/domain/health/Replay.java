package dev.pgrm.domain.health;

import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.SettingChange;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a standby does with the WAL that it has. */
final class Replay {
    private static final Duration RECENT = Duration.ofHours(1);

    private Replay() {}

    static void look(String standby, Seen seen, Consumer<Diagnosis> found) {
        if (Boolean.TRUE.equals(seen.server().activity().replayPaused())) {
            found.accept(paused(standby, seen));
        }
        Duration delay = delay(seen);
        if (!delay.isZero()) {
            found.accept(Diagnosis.note(
                    "replay_delayed",
                    standby + " is kept " + Spoken.span(delay) + " behind on purpose (recovery_min_apply_delay)",
                    "To have it follow at once, on " + standby + ": "
                            + SettingChange.reloaded(seen.server(), "recovery_min_apply_delay", "0")
                                    .words()));
        }
    }

    static Duration delay(Seen seen) {
        return Settings.span(seen.server().settings().getOrDefault("recovery_min_apply_delay", "0"), Duration.ZERO);
    }

    private static Diagnosis paused(String standby, Seen seen) {
        boolean limits = seen.server().identity().inRecovery()
                && seen.log().recent().stream()
                        .anyMatch(each -> MessageCode.of(each.code()) == MessageCode.LIMITS_TOO_LOW);
        return limits
                ? Diagnosis.critical(
                        "limits_too_low",
                        standby + " has paused replay, since its limits are lower than those of its primary",
                        "Give it at least the max_connections, max_worker_processes, max_wal_senders,"
                                + " max_prepared_transactions and max_locks_per_transaction of its primary, and restart it")
                : Diagnosis.warning(
                        "replay_paused",
                        "Replay is paused on " + standby + ": what it receives piles up there",
                        "On " + standby + ": select pg_wal_replay_resume();");
    }

    /** Of the whole standby: its queries were cancelled so that replay could go on. */
    static void conflicts(String standby, Seen seen, Consumer<Diagnosis> found) {
        long recent = seen.log().recent().stream()
                .filter(each -> MessageCode.of(each.code()) == MessageCode.RECOVERY_CONFLICT)
                .filter(each -> isRecent(each, seen))
                .count();
        Map<String, Long> counted = seen.server().activity().recoveryConflicts();
        String kinds = counted.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        String remedy = "Let the primary keep the rows that queries here see: "
                + SettingChange.reloaded(seen.server(), "hot_standby_feedback", "on")
                        .words()
                + " Or let replay wait longer: raise max_standby_streaming_delay";
        if (recent > 0) {
            found.accept(Diagnosis.warning(
                    "recovery_conflict",
                    (recent == 1 ? "1 query" : recent + " queries") + " on " + standby
                            + (recent == 1 ? " was" : " were")
                            + " cancelled within the last hour, so that replay could go on",
                    remedy));
        } else if (!kinds.isEmpty()) {
            found.accept(Diagnosis.note(
                    "recovery_conflict",
                    "Queries on " + standby + " were cancelled so that replay could go on, since statistics began: "
                            + kinds,
                    remedy));
        }
    }

    private static boolean isRecent(ReplicationMessage message, Seen seen) {
        return message.entry().at().isAfter(seen.at().minus(RECENT));
    }
}
