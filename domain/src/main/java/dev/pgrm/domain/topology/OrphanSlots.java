package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Orphan.Held;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Slots that hold WAL back for nobody, but those that somebody is about to use. */
record OrphanSlots(Orphans orphans) {
    /** A copy that failed is tried again sooner than that. */
    private static final Duration PASSING = Duration.ofMinutes(10);

    void find(List<Orphan> found) {
        for (ChartedSlot each : ChartedSlot.all(orphans.chart)) {
            Sighting server = Objects.requireNonNull(orphans.chart.sighting(each.server()));
            if (each.orphaned() && !expected(server, each.slot())) {
                found.add(orphan(server, each));
            }
        }
    }

    private boolean expected(Sighting server, Slot slot) {
        return slot.kind() == Kind.PHYSICAL
                ? awaitsStandby(server, slot)
                : slot.copiesTable() && !lasts(Objects.requireNonNull(server.seen()), slot);
    }

    private static boolean lasts(Seen seen, Slot slot) {
        @Nullable
        Instant since = slot.inactiveSince() == null ? seen.slotHistory().restsSince(slot) : slot.inactiveSince();
        return since != null && !since.plus(PASSING).isAfter(seen.at());
    }

    /** Somebody is set up to use it, and may be down for the moment. */
    private boolean awaitsStandby(Sighting server, Slot slot) {
        String name = slot.name().value();
        return SyncNames.listed(server.facts().settings().get("synchronized_standby_slots"))
                        .contains(name)
                || orphans.sightings.familyOf(server).stream()
                        .filter(other -> !other.id().equals(server.id()))
                        .anyMatch(other -> name.equals(other.facts().settings().get("primary_slot_name")));
    }

    private Orphan orphan(Sighting server, ChartedSlot each) {
        Slot slot = each.slot();
        List<DatabaseId> registrations = orphans.registrations(server, slot.database());
        return new Orphan(
                Leftover.SLOT,
                each.server(),
                each.serverName(),
                each.stale(),
                slot.database(),
                registrations,
                orphans.through(server, registrations),
                slot.name().value(),
                new Held(slot, each.retained(), each.forecast()),
                why(slot),
                orphans.users.ofSlot(slot.kind(), slot.name()));
    }

    private static String why(Slot slot) {
        if (slot.kind() == Kind.PHYSICAL) {
            return "Nobody reads it, and no registered standby is set up to";
        }
        return slot.copiesTable()
                ? "It was left behind by the copy of a table: no registered database has that subscription, or its own slot is gone"
                : "Nobody reads it, and no registered database subscribes through it";
    }
}
