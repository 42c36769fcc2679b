package dev.pgrm.application.watch;

import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One server as it may be seen. */
final class Looks {
    private static final ServerId SERVER = new ServerId(new UUID(1, 2));
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private Looks() {}

    static Observation healthy() {
        return seen(AT, true);
    }

    /** Nobody reads its slot. */
    static Observation broken() {
        return seen(AT, false);
    }

    /** Healthy, and started a second later than the others. */
    static Observation restarted() {
        return seen(AT.plusSeconds(1), true);
    }

    static Observation unseen() {
        return new Unseen(SERVER, AT, AT, ScriptedProbes.TROUBLE, null);
    }

    private static Observation seen(Instant started, boolean slotActive) {
        var slot = new Slot(
                new SlotName("feed"),
                Slot.Kind.LOGICAL,
                "pgoutput",
                "orders",
                false,
                slotActive,
                null,
                Lsn.ZERO,
                Lsn.ZERO,
                "reserved",
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN);
        return new Seen(
                SERVER,
                AT,
                Duration.ofMillis(1),
                new ServerFacts(
                        new Identity(new SystemIdentifier(7), 1, new PgVersion(170_002), false, started, null, null),
                        new WalPosition(Lsn.ZERO, null, null),
                        List.of(),
                        null,
                        List.of(slot),
                        List.of(),
                        List.of(),
                        Activity.UNKNOWN,
                        Map.of(),
                        List.of()),
                List.of(),
                WalHistory.EMPTY,
                SlotHistory.EMPTY,
                ServerLog.UNKNOWN);
    }
}
