package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.List;

/** What things on the map are called. */
final class Names {
    private final Links links;

    Names(Links links) {
        this.links = links;
    }

    /** As its administrators call it, else as whoever registered its only database does, else where it is. */
    String of(Sighting server) {
        Seen seen = server.seen();
        String clusterName = seen == null ? "" : seen.server().settings().getOrDefault("cluster_name", "");
        if (!clusterName.isEmpty()) {
            return clusterName;
        }
        List<Database> databases = links.sightings.databasesOn(server);
        return databases.size() == 1
                ? databases.getFirst().name()
                : server.server().endpoint().toString();
    }

    String of(Publisher publisher) {
        Database database = links.databaseOn(publisher);
        return database == null ? publisher.database() + " on " + of(publisher.server()) : database.name();
    }

    String of(Subscriber subscriber) {
        return links.sightings.databasesOn(subscriber.server()).stream()
                .filter(database -> database.id().equals(subscriber.database()))
                .map(Database::name)
                .findFirst()
                .orElseGet(() -> of(subscriber.server()));
    }
}
