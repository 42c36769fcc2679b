package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Whose.Missing;
import dev.pgrm.domain.topology.Whose.Needed;
import dev.pgrm.domain.topology.Whose.Nobodys;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who has to do with one thing of that kind and name. */
record WhoseIs(Chart chart, Leftover what, String name) {
    Whose on(@Nullable Sighting server, String database) {
        if (server == null || server.seen() == null) {
            return new Missing();
        }
        for (Orphan orphan : chart.orphans()) {
            if (orphan.what() == what
                    && orphan.name().equals(name)
                    && orphan.server().equals(server.id().value())
                    && (what != Leftover.PUBLICATION || database.equals(orphan.database()))) {
                return new Nobodys(orphan);
            }
        }
        return switch (what) {
            case SLOT -> slot(server);
            case PUBLICATION -> publication(server, database);
            case ORIGIN -> origin(server);
        };
    }

    private Whose slot(Sighting server) {
        for (ChartedSlot each : chart.slots()) {
            if (each.server().equals(server.id().value())
                    && each.slot().name().value().equals(name)) {
                return each.stream() == null
                        ? new Needed(need(each.slot()), List.of())
                        : new Needed("It feeds stream " + each.stream().name(), List.of(each.stream()));
            }
        }
        return new Missing();
    }

    private static String need(Slot slot) {
        if (slot.active()) {
            return "It is in use at this moment";
        }
        if (slot.temporary()) {
            return "It is temporary: it goes with the session that made it";
        }
        if (slot.synced()) {
            return "It is a standby's copy of a slot of its primary";
        }
        return slot.copiesTable() ? "A table is being copied through it" : "A standby is set up to use it";
    }

    private Whose publication(Sighting server, String database) {
        boolean there = server.databases().stream()
                .map(DatabaseView::lastSeen)
                .filter(Objects::nonNull)
                .filter(facts -> facts.name().equals(database))
                .anyMatch(this::publishes);
        if (!there) {
            return new Missing();
        }
        List<Stream> streams = OrphanPublications.streamsFrom(chart, server, database)
                .filter(each -> OrphanPublications.publicationsOf(each).contains(new PublicationName(name)))
                .map(Chart.Logical::stream)
                .toList();
        return streams.isEmpty()
                ? new Needed("It is a standby's copy of a publication of its primary", List.of())
                : new Needed(
                        streams.size() == 1
                                ? "Stream " + streams.getFirst().name() + " takes it"
                                : streams.size() + " streams take it",
                        streams);
    }

    private boolean publishes(DatabaseFacts facts) {
        return facts.publications().stream()
                .anyMatch(each -> each.name().value().equals(name));
    }

    private Whose origin(Sighting server) {
        return server.facts().origins().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .<Whose>map(each -> new Needed(
                        Boolean.TRUE.equals(each.subscribed())
                                ? "Its subscription is there"
                                : "Whether it has a subscription there is not known, or it is of another tool",
                        List.of()))
                .orElseGet(Missing::new);
    }
}
