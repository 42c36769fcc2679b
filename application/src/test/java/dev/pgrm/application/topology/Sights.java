package dev.pgrm.application.topology;

import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Observation.Seen;
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

/** Servers as seen, with one slot that somebody reads. */
public final class Sights {
    private Sights() {}

    public static Seen of(ServerId server, Instant at, long walEnd) {
        var slot = new Slot(
                new SlotName("feed"),
                Slot.Kind.LOGICAL,
                "pgoutput",
                "orders",
                false,
                true,
                1,
                Lsn.ZERO,
                Lsn.ZERO,
                "reserved",
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN);
        return of(server, at, walEnd, List.of(slot));
    }

    public static Seen of(ServerId server, Instant at, long walEnd, List<Slot> slots) {
        return new Seen(
                server,
                at,
                Duration.ofMillis(1),
                new ServerFacts(
                        new Identity(
                                new SystemIdentifier(server.value().getLeastSignificantBits()),
                                1,
                                new PgVersion(170_002),
                                false,
                                Instant.EPOCH,
                                null,
                                null),
                        new WalPosition(new Lsn(walEnd), null, null),
                        List.of(),
                        null,
                        slots,
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
