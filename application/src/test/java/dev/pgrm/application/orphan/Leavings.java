package dev.pgrm.application.orphan;

import dev.pgrm.application.topology.Sights;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Servers as a poll sees them: with an idle slot, or with a publication that nobody takes, or with nothing. */
final class Leavings {
    private Leavings() {}

    static Seen bare(Database database, Instant at) {
        return seen(database, at, List.of(), List.of());
    }

    static Seen publication(Database database, Instant at, String name) {
        return seen(
                database,
                at,
                List.of(),
                List.of(new Publication(new PublicationName(name), true, List.of(), Set.of(), false, null)));
    }

    static Seen slot(Database database, Instant at, String name, @Nullable Instant inactiveSince) {
        var slot = new Slot(
                new SlotName(name),
                Slot.Kind.LOGICAL,
                "pgoutput",
                database.spec().database(),
                false,
                false,
                null,
                new Lsn(100),
                new Lsn(200),
                "reserved",
                null,
                inactiveSince,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN);
        return seen(database, at, List.of(slot), List.of());
    }

    private static Seen seen(Database database, Instant at, List<Slot> slots, List<Publication> publications) {
        Seen plain = Sights.of(database.serverId(), at, 1_000);
        ServerFacts facts = plain.server();
        return new Seen(
                plain.serverId(),
                at,
                plain.latency(),
                new ServerFacts(
                        facts.identity(),
                        facts.wal(),
                        List.of(),
                        null,
                        slots,
                        List.of(),
                        List.of(),
                        facts.activity(),
                        facts.settings(),
                        List.of()),
                List.of(new DatabaseSeen(
                        database.id(), new DatabaseFacts(database.spec().database(), publications, List.of()))),
                plain.walHistory(),
                plain.slotHistory(),
                plain.log());
    }
}
