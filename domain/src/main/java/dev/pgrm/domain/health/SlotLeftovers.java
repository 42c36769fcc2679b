package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Slots of a server that belong to no stream that is known, and hold back WAL all the same. */
final class SlotLeftovers {
    private static final Duration PASSING = Duration.ofMinutes(10);

    private SlotLeftovers() {}

    static void look(ServerCase server, Seen seen, Consumer<Diagnosis> found) {
        boolean inRecovery = seen.server().identity().inRecovery();
        for (Slot slot : seen.server().slots()) {
            boolean copyOfPrimary = slot.synced() && inRecovery;
            if (!slot.temporary() && !copyOfPrimary) {
                look(server, seen, slot, found);
            }
        }
    }

    private static void look(ServerCase server, Seen seen, Slot slot, Consumer<Diagnosis> found) {
        Instant idle = idleSince(seen, slot);
        boolean lasts = idle != null && !idle.plus(PASSING).isAfter(seen.at());
        if (slot.kind() == Kind.LOGICAL && slot.active() && slot.confirmedFlush() == null) {
            found.accept(creating(server.name(), seen, slot));
        } else if (slot.active() || server.inUse().contains(slot.name())) {
            return;
        } else if (slot.copiesTable()) {
            if (lasts && !server.copying().test(slot)) {
                found.accept(leftByCopy(server.name(), seen, slot).since(idle));
            }
        } else {
            found.accept(unused(server.name(), seen, slot)
                    .since(idle)
                    .as(lasts || slot.lost() ? Severity.WARNING : Severity.NOTE));
        }
    }

    private static @Nullable Instant idleSince(Seen seen, Slot slot) {
        return slot.inactiveSince() == null ? SlotHoldings.restsSince(seen, slot) : slot.inactiveSince();
    }

    /** Where both databases are on one server, the slot waits for the very transaction that waits for the slot. */
    private static Diagnosis creating(String server, Seen seen, Slot slot) {
        OpenTransaction open = seen.server().activity().longestWrite();
        return Diagnosis.warning(
                "slot_creation_waits",
                "Slot " + slot.name() + " on " + server
                        + " is being made and waits for transactions that were open before"
                        + (open == null ? "" : ", the oldest of them process " + open.pid())
                        + "; if CREATE SUBSCRIPTION runs on the same server, it waits for itself and never ends",
                "Wait for the end of older transactions, or end them. On the same server end the backend of CREATE"
                        + " SUBSCRIPTION, on " + server
                        + ": select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'create subscription%';"
                        + " then make the slot first: select pg_create_logical_replication_slot('" + slot.name()
                        + "', 'pgoutput'); and create the subscription with (create_slot = false)");
    }

    private static Diagnosis leftByCopy(String server, Seen seen, Slot slot) {
        return Diagnosis.warning(
                        "copy_slot_left",
                        "Slot " + slot.name() + " on " + server
                                + " was left behind by an initial copy: no registered database has that subscription"
                                + held(seen, slot),
                        "If its subscription is gone for good, on " + server + ": " + SlotRemedies.drop(slot))
                .concluded();
    }

    private static Diagnosis unused(String server, Seen seen, Slot slot) {
        String it = (slot.kind() == Kind.PHYSICAL ? "Physical slot " : "Slot ") + slot.name() + " on " + server;
        return slot.lost()
                ? Diagnosis.warning(
                        "slot_unused",
                        it + " was invalidated and is of no use to anybody",
                        "On " + server + ": " + SlotRemedies.drop(slot))
                : Diagnosis.warning(
                        "slot_unused",
                        "Nobody reads " + it.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + it.substring(1)
                                + ", and no registered database is known to" + held(seen, slot),
                        "Let its consumer run again, or if there is none any more, on " + server + ": "
                                + SlotRemedies.drop(slot));
    }

    private static String held(Seen seen, Slot slot) {
        Lsn restart = slot.restart();
        Bytes held = restart == null
                ? Bytes.ZERO
                : restart.behind(seen.server().wal().current());
        return held.isZero() ? "" : "; it holds back " + held + " of WAL";
    }
}
