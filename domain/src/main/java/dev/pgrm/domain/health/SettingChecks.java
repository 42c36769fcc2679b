package dev.pgrm.domain.health;

import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Settings of a server that keep replication from working. */
final class SettingChecks {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private SettingChecks() {}

    static void look(String server, Seen seen, Consumer<Diagnosis> found) {
        if (seen.server().identity().inRecovery()) {
            return;
        }
        String level = seen.server().settings().getOrDefault("wal_level", "logical");
        boolean refused = seen.log().recent().stream()
                .anyMatch(each -> MessageCode.of(each.code()) == MessageCode.WAL_LEVEL_TOO_LOW
                        && each.entry().at().isAfter(seen.at().minus(RECENT)));
        if (!level.equals("logical") && (publishes(seen) || refused)) {
            found.accept(Diagnosis.warning(
                    "wal_level_too_low",
                    "wal_level of " + server + " is " + level
                            + ": its publications cannot be subscribed to before it is logical",
                    "On " + server + ": " + raise(seen)));
        }
        List<String> awaited = awaited(seen);
        if (!awaited.isEmpty()) {
            found.accept(Diagnosis.critical(
                    "failover_slot_wait",
                    waits(server, awaited),
                    "See to the standby that reads it, or on " + server + ": "
                            + SettingChange.reloaded(seen.server(), "synchronized_standby_slots", "")
                                    .words()));
        }
    }

    private static boolean publishes(Seen seen) {
        return seen.databases().stream()
                .map(DatabaseView::lastSeen)
                .filter(Objects::nonNull)
                .map(DatabaseFacts::publications)
                .anyMatch(publications -> !publications.isEmpty());
    }

    private static String raise(Seen seen) {
        ManagedBy managed = seen.server().identity().managedBy();
        if (managed == null) {
            return SettingChange.restarted(seen.server(), "wal_level", "logical")
                    .words();
        }
        return switch (managed) {
            case RDS, AURORA ->
                SettingChange.restarted(seen.server(), "rds.logical_replication", "1")
                        .words();
            case CLOUDSQL ->
                SettingChange.restarted(seen.server(), "cloudsql.logical_decoding", "on")
                        .words();
        };
    }

    static String waits(String server, List<String> slots) {
        return "Failover slots of " + server + " send nothing before "
                + (slots.size() == 1 ? "slot " : "slots ") + Spoken.few(slots)
                + " of synchronized_standby_slots " + (slots.size() == 1 ? "is" : "are") + " read again";
    }

    /** Slots of synchronized_standby_slots that nobody reads, where anything waits for them. */
    static List<String> awaited(Seen seen) {
        String listed = seen.server().settings().getOrDefault("synchronized_standby_slots", "");
        boolean anythingWaits = seen.server().slots().stream().anyMatch(slot -> slot.failover() && !slot.synced());
        if (listed.isBlank() || !anythingWaits) {
            return List.of();
        }
        return Arrays.stream(listed.split(",", -1))
                .map(name -> name.strip().replace("\"", ""))
                .filter(name -> seen.server().slots().stream().noneMatch(slot -> readUnder(slot, name)))
                .toList();
    }

    private static boolean readUnder(Slot slot, String name) {
        return slot.name().value().equals(name) && slot.active();
    }
}
