package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.List;

/** Origins of subscriptions that are not there any more; those that other tools made are none of ours. */
record OrphanOrigins(Orphans orphans) {
    void find(List<Orphan> found) {
        orphans.primaries()
                .forEach(server -> server.facts().origins().stream()
                        .filter(OrphanOrigins::orphaned)
                        .forEach(origin -> found.add(orphan(server, origin))));
    }

    private static boolean orphaned(Origin origin) {
        return Boolean.FALSE.equals(origin.subscribed()) && Leftover.ORIGIN.mayBeNamed(origin.name());
    }

    private Orphan orphan(Sighting server, Origin origin) {
        return new Orphan(
                Leftover.ORIGIN,
                server.id().value(),
                orphans.chart.nameOf(server.id().value()),
                server.stale(),
                null,
                List.of(),
                orphans.through(server, List.of()),
                origin.name(),
                null,
                "No database of this server has a subscription of that oid",
                List.of());
    }
}
