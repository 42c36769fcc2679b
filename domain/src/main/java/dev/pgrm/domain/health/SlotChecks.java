package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slot of a stream: whether it is there, whether it is still good, and what it costs its server. */
final class SlotChecks {
    private SlotChecks() {}

    static void look(Source source, @Nullable Target target, Measures measures, Consumer<Diagnosis> found) {
        Slot slot = source.slot();
        if (source.slotFeedsAnother()) {
            found.accept(feedsAnother(source, target));
        } else if (slot == null) {
            if (target != null && target.subscription().slot() != null && !cameAfter(source, target)) {
                Slot namesake = namesake(source, target);
                found.accept(namesake == null ? missing(source, target) : elsewhere(source, target, namesake));
            }
        } else if (slot.lost()) {
            found.accept(lost(source, target, slot));
        } else {
            SlotHoldings.look(source.name(), source.seen(), slot, measures, found);
            awaits(source, slot, found);
            spills(source, slot, found);
        }
    }

    /** A subscription that was made just now brings its slot with it, for which the last poll of the source came too early. */
    private static boolean cameAfter(Source source, Target target) {
        List<Change> seen = target.subscription().history().changes();
        return target.subscription().worker() != null
                && !seen.isEmpty()
                && source.seen().at().isBefore(seen.getFirst().at());
    }

    /** Its subscriber sees lag, and no error. */
    private static void awaits(Source source, Slot slot, Consumer<Diagnosis> found) {
        List<String> awaited = slot.failover() ? SettingChecks.awaited(source.seen()) : List.of();
        if (!awaited.isEmpty()) {
            found.accept(Diagnosis.stop(
                            "failover_slot_wait",
                            End.SOURCE,
                            SettingChecks.waits(source.name(), awaited),
                            "See to the standby that reads it, or on " + source.name() + ": "
                                    + SettingChange.reloaded(source.seen().server(), "synchronized_standby_slots", "")
                                            .words())
                    .concluded());
        }
    }

    private static Diagnosis feedsAnother(Source source, @Nullable Target target) {
        String slot = target == null || target.subscription().slot() == null
                ? "The slot"
                : "Slot " + target.subscription().slot();
        var told = Diagnosis.stop(
                "slot_in_use",
                End.SOURCE,
                slot + " on " + source.name() + " feeds another subscription",
                "Give one of the two subscriptions a slot of its own, or drop the one that is a leftover copy");
        return enabled(target) ? told : told.as(Severity.WARNING).pausing(End.SOURCE);
    }

    private static boolean enabled(@Nullable Target target) {
        return target == null || target.subscription().enabled();
    }

    /** Names of slots are unique on a server, whichever database they belong to. */
    private static @Nullable Slot namesake(Source source, Target target) {
        return source.seen().server().slots().stream()
                .filter(slot -> slot.name().equals(target.subscription().slot()) && slot.database() != null)
                .findFirst()
                .orElse(null);
    }

    private static Diagnosis elsewhere(Source source, Target target, Slot slot) {
        var told = Diagnosis.stop(
                "slot_database_differs",
                End.TARGET,
                "Slot " + slot.name() + " belongs to database " + slot.database() + " of its server, and "
                        + target.subscription().name() + " on " + target.name() + " looks for it in " + source.name(),
                "Correct dbname in the connection string, on " + target.name() + ", with: alter subscription "
                        + target.quoted() + " connection, followed by the new string");
        return target.subscription().enabled()
                ? told
                : told.as(Severity.WARNING).pausing(End.TARGET);
    }

    /** A subscription made with connect = false is disabled and has the name of a slot that was never made. */
    private static Diagnosis missing(Source source, Target target) {
        var told = Diagnosis.stop(
                "slot_missing",
                End.SOURCE,
                "Slot " + target.subscription().slot() + " does not exist on " + source.name()
                        + ": what was written there since it was dropped is lost to "
                        + target.subscription().name() + " on " + target.name(),
                SlotRemedies.anew(source, target));
        return target.subscription().enabled()
                ? told
                : told.as(Severity.WARNING).pausing(End.SOURCE);
    }

    private static Diagnosis lost(Source source, @Nullable Target target, Slot slot) {
        return Diagnosis.stop(
                        "slot_lost",
                        End.SOURCE,
                        "Slot " + slot.name() + " on " + source.name() + " was invalidated, "
                                + reason(source.seen(), slot) + ", and never comes back",
                        SlotRemedies.anew(source, target) + ". " + so(source.seen(), slot))
                .since(invalidatedAt(slot));
    }

    private static @Nullable Instant invalidatedAt(Slot slot) {
        return slot.active() ? null : slot.inactiveSince();
    }

    /** 16 tells only that a slot conflicts, and also of one that held back too much; nothing conflicts but on a standby. */
    static String reason(Seen seen, Slot slot) {
        return switch (slot.invalidationReason() == null ? "" : slot.invalidationReason()) {
            case "wal_removed" -> "since it held back more WAL than max_slot_wal_keep_size allows (wal_removed)";
            case "rows_removed" -> "since rows it needed were removed by the primary (rows_removed)";
            case "wal_level_insufficient" -> "since wal_level was lowered on the primary (wal_level_insufficient)";
            case "idle_timeout" -> "since nobody had read it for idle_replication_slot_timeout (idle_timeout)";
            case "" ->
                Boolean.TRUE.equals(slot.upkeep().conflicting())
                                && seen.server().identity().inRecovery()
                        ? "by a conflict with recovery, or since it held back more WAL than max_slot_wal_keep_size allows"
                        : "most likely since it held back more WAL than max_slot_wal_keep_size allows";
            default -> "for the reason " + slot.invalidationReason();
        };
    }

    /** So that it does not happen again. */
    private static String so(Seen seen, Slot slot) {
        return switch (slot.invalidationReason() == null ? "" : slot.invalidationReason()) {
            case "rows_removed" ->
                "To keep it from happening again: "
                        + SettingChange.reloaded(seen.server(), "hot_standby_feedback", "on")
                                .words();
            case "wal_level_insufficient" -> "Keep wal_level at logical on the primary";
            case "idle_timeout" ->
                "To keep it from happening again: "
                        + SettingChange.reloaded(seen.server(), "idle_replication_slot_timeout", "0")
                                .words();
            default ->
                "To keep it from happening again, raise max_slot_wal_keep_size, now "
                        + seen.server().settings().getOrDefault("max_slot_wal_keep_size", "unknown");
        };
    }

    /** Counters also rise when old WAL is decoded again after a reconnect. */
    private static void spills(Source source, Slot slot, Consumer<Diagnosis> found) {
        Slot.Decoded decoded = slot.upkeep().decoded();
        if (decoded == null || decoded.bytes() < 1 << 30 || decoded.spilledBytes() * 2 < decoded.bytes()) {
            return;
        }
        found.accept(Diagnosis.note(
                "decoding_spills",
                "Most of what slot " + slot.name() + " on " + source.name() + " decodes goes to disk first: "
                        + Spoken.count(decoded.spilled(), "transaction")
                        + " did not fit into logical_decoding_work_mem",
                "Let large transactions stream before they are committed (streaming = "
                        + (source.version().atLeast(16) ? "parallel" : "on")
                        + "), or on " + source.name() + ": "
                        + SettingChange.reloaded(source.seen().server(), "logical_decoding_work_mem", "256MB")
                                .words()));
    }
}
