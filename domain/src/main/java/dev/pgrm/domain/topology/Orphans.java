package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What no stream on the map uses. Whatever cannot be known to be unused is left out, or says who may use it. */
final class Orphans {
    final Chart chart;
    final Sightings sightings;
    final PossibleUsers users;

    private Orphans(Chart chart) {
        this.chart = chart;
        this.sightings = chart.links.sightings;
        this.users = new PossibleUsers(chart);
    }

    static List<Orphan> of(Chart chart) {
        var orphans = new Orphans(chart);
        var found = new ArrayList<Orphan>();
        new OrphanSlots(orphans).find(found);
        new OrphanPublications(orphans).find(found);
        new OrphanOrigins(orphans).find(found);
        found.sort(Comparator.comparing(Orphan::serverName)
                .thenComparing(Orphan::server)
                .thenComparing(Orphan::what)
                .thenComparing(each -> Objects.requireNonNullElse(each.database(), ""))
                .thenComparing(Orphan::name));
        return List.copyOf(found);
    }

    /** Those that can be changed: a standby shows what its primary has. */
    Stream<Sighting> primaries() {
        return sightings.instances().stream()
                .filter(server -> !server.facts().identity().inRecovery());
    }

    /** All registrations of a database of that server. */
    List<DatabaseId> registrations(Sighting server, @Nullable String database) {
        return sightings.databasesOn(server).stream()
                .filter(each -> each.spec().database().equals(database))
                .map(Database::id)
                .toList();
    }

    /** The one by which we get there: its own if it can be seen. */
    @Nullable
    DatabaseId through(Sighting server, List<DatabaseId> registrations) {
        List<DatabaseId> all = Stream.concat(
                        registrations.stream(),
                        sightings.databasesOn(server).stream().map(Database::id))
                .toList();
        return all.stream().filter(id -> seen(server, id)).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    static boolean seen(Sighting server, DatabaseId database) {
        return server.databases().stream()
                .anyMatch(view -> view instanceof DatabaseSeen && view.id().equals(database));
    }
}
