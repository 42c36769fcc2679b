package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.PhysicalCase.Standby;
import dev.pgrm.domain.health.PhysicalCase.Upstream;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.postgres.Quoted;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a standby gets what its source writes, and replays it. */
final class PhysicalChecks {
    private PhysicalChecks() {}

    static void look(PhysicalCase stream, Consumer<Diagnosis> found) {
        Upstream upstream = stream.upstream();
        Standby standby = stream.standby();
        Slot slot = upstream == null ? null : upstream.slot();
        if (upstream != null && slot != null && slot.lost()) {
            found.accept(lost(upstream, standby, slot));
        } else {
            if (!stream.connected() && stream.expected()) {
                found.accept(PhysicalCause.of(stream));
            }
            if (upstream != null && slot != null) {
                SlotHoldings.look(upstream.name(), upstream.seen(), slot, stream.measures(), found);
            }
        }
        if (standby != null) {
            Replay.look(standby.name(), standby.seen(), found);
        }
        if (upstream != null && standby != null) {
            failoverSlots(upstream, standby, found);
        }
        if (stream.unavailable() != null) {
            found.accept(Diagnosis.warning(
                            "replica_not_available",
                            "RDS says that the replica is " + stream.unavailable(),
                            "See the events of the replica in RDS; start it if it was stopped")
                    .pausing(End.TARGET));
        }
        lag(stream, found);
        reach(stream, found);
    }

    private static Diagnosis lost(Upstream upstream, @Nullable Standby standby, Slot slot) {
        String name = standby == null ? "its standby" : standby.name();
        return Diagnosis.stop(
                "slot_lost",
                End.SOURCE,
                "Slot " + slot.name() + " on " + upstream.name() + " was invalidated, "
                        + SlotChecks.reason(upstream.seen(), slot) + ": the WAL " + name + " still needs is gone",
                "Restore the missing WAL from an archive (restore_command), or build the standby anew; then on "
                        + upstream.name() + ": " + SlotRemedies.drop(slot)
                        + " select pg_create_physical_replication_slot("
                        + Quoted.literal(slot.name()) + ", true);");
    }

    /** On purpose a standby may be kept behind. */
    private static void lag(PhysicalCase stream, Consumer<Diagnosis> found) {
        Upstream upstream = stream.upstream();
        Standby standby = stream.standby();
        boolean delayed = standby != null && !Replay.delay(standby.seen()).isZero();
        if (upstream != null && stream.connected() && !delayed && LagChecks.behind(stream.measures())) {
            found.accept(LagChecks.told(
                    stream.measures(),
                    upstream.name(),
                    standby == null ? "its standby" : standby.name(),
                    upstream.sender(),
                    upstream.seen().server().wal().current()));
        }
    }

    private static void reach(PhysicalCase stream, Consumer<Diagnosis> found) {
        if (stream.upstreamGone() != null) {
            Boolean flows = stream.standby() == null ? null : stream.connected();
            found.accept(ReachChecks.gone("source", End.SOURCE, stream.upstreamGone(), flows));
        }
        if (stream.standbyGone() != null) {
            Boolean flows = stream.upstream() == null ? null : stream.connected();
            found.accept(ReachChecks.gone("target", End.TARGET, stream.standbyGone(), flows));
        }
    }

    /** A slot that is to outlive a failover is of use after it only if the standby's copy is whole and permanent before. */
    private static void failoverSlots(Upstream upstream, Standby standby, Consumer<Diagnosis> found) {
        List<Slot> wanted = upstream.seen().server().slots().stream()
                .filter(slot -> slot.failover() && slot.kind() == Kind.LOGICAL && !slot.synced() && !slot.lost())
                .toList();
        if (wanted.isEmpty() || !standby.seen().server().identity().version().atLeast(17)) {
            return;
        }
        List<String> unready = wanted.stream()
                .filter(slot -> !ready(standby.seen(), slot))
                .map(slot -> slot.name().value())
                .toList();
        if (unready.isEmpty()) {
            return;
        }
        String slots = (unready.size() == 1 ? "Slot " : "Slots ") + Spoken.few(unready);
        boolean syncs = Settings.is(standby.seen().server(), "sync_replication_slots", "on");
        found.accept(
                syncs
                        ? Diagnosis.warning(
                                "failover_slot_not_ready",
                                slots + " of " + upstream.name() + " would be lost by a failover to " + standby.name()
                                        + " now: the copy there is missing or not complete yet",
                                "See that primary_conninfo of " + standby.name()
                                        + " names a database (dbname), hot_standby_feedback is on and the consumer of the"
                                        + " slot is not behind; the log of " + standby.name()
                                        + " says what it waits for")
                        : Diagnosis.note(
                                "failover_slots_not_synced",
                                slots + " of " + upstream.name() + " would be lost by a failover to " + standby.name()
                                        + ": it keeps no copies",
                                "If it is to take over one day, on " + standby.name() + ": "
                                        + SettingChange.reloaded(
                                                        standby.seen().server(), "sync_replication_slots", "on")
                                                .words()
                                        + " with dbname in primary_conninfo and hot_standby_feedback = on"));
    }

    private static boolean ready(Seen standby, Slot slot) {
        return standby.server().slots().stream()
                .anyMatch(
                        copy -> copy.name().equals(slot.name()) && copy.synced() && !copy.temporary() && !copy.lost());
    }
}
