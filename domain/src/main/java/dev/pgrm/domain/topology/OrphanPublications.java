package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Publications that no stream takes. They hold nothing back, and PostgreSQL does not know who uses them. */
record OrphanPublications(Orphans orphans) {
    void find(List<Orphan> found) {
        orphans.primaries()
                .forEach(server -> databases(server).forEach((database, view) -> {
                    DatabaseFacts facts = view.lastSeen();
                    if (facts != null) {
                        find(server, database, facts, !(view instanceof DatabaseSeen), found);
                    }
                }));
    }

    /** Each once, however often it is registered, and as seen now rather than remembered. */
    private static Map<String, DatabaseView> databases(Sighting server) {
        Map<String, DatabaseView> byName = new LinkedHashMap<>();
        for (DatabaseView view : server.databases()) {
            DatabaseFacts facts = view.lastSeen();
            if (facts != null) {
                byName.merge(facts.name(), view, (one, other) -> one instanceof DatabaseSeen ? one : other);
            }
        }
        return byName;
    }

    private void find(Sighting server, String database, DatabaseFacts facts, boolean remembered, List<Orphan> found) {
        List<Logical> streams = streamsFrom(server, database).toList();
        var used = new HashSet<PublicationName>();
        streams.forEach(each -> used.addAll(publicationsOf(each)));
        List<String> silent = silent(server, database, streams);
        List<DatabaseId> registrations = orphans.registrations(server, database);
        for (Publication publication : facts.publications()) {
            if (!used.contains(publication.name())) {
                var users = new ArrayList<>(silent);
                users.addAll(orphans.users.ofPublication(publication.name()));
                found.add(new Orphan(
                        Leftover.PUBLICATION,
                        server.id().value(),
                        orphans.chart.nameOf(server.id().value()),
                        server.stale() || remembered,
                        database,
                        registrations,
                        orphans.through(server, registrations),
                        publication.name().value(),
                        null,
                        "No stream on the map takes it",
                        users));
            }
        }
    }

    private Stream<Logical> streamsFrom(Sighting server, String database) {
        return streamsFrom(orphans.chart, server, database);
    }

    static Stream<Logical> streamsFrom(Chart chart, Sighting server, String database) {
        return chart.logical.stream()
                .filter(each -> each.link().source() instanceof Publisher publisher
                        && publisher.server().id().equals(server.id())
                        && publisher.database().equals(database));
    }

    static List<PublicationName> publicationsOf(Logical each) {
        return each.link().target() instanceof Subscriber subscriber
                ? subscriber.subscription().publications()
                : each.stream().publications();
    }

    /** Those in this database that take publications and do not say which. */
    private List<String> silent(Sighting server, String database, List<Logical> streams) {
        var users = new ArrayList<String>();
        streams.stream()
                .filter(each -> publicationsOf(each).isEmpty())
                .forEach(each -> users.add("Stream " + each.stream().name() + " does not tell what it takes"));
        for (ChartedSlot each : ChartedSlot.all(orphans.chart)) {
            if (each.server().equals(server.id().value()) && each.orphaned() && takes(each.slot(), database)) {
                users.add("Slot " + each.slot().name() + ", which nobody reads at present, may be there for it");
            }
        }
        return users;
    }

    private static boolean takes(Slot slot, String database) {
        return slot.kind() == Kind.LOGICAL
                && "pgoutput".equals(slot.plugin())
                && database.equals(slot.database())
                && !slot.copiesTable();
    }
}
