package dev.pgrm.fleet.scene;

import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;

/** Fleets of their own, registered, polled and drawn. */
abstract class TopologyScenes {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Versions versions;

    TopologyScenes(Versions versions) {
        this.versions = versions;
    }

    Versions versions() {
        return versions;
    }

    static void register(WatchedFleet watched, PostgresServer server, String... databases) {
        for (String database : databases) {
            watched.register(server.name() + " " + database, new Endpoint(server.host(), server.port()), database);
        }
    }

    static void subscribe(
            Fleet fleet, String subscriber, String publisher, String name, String publication, String options) {
        fleet.server(subscriber)
                .sql("create subscription " + name + " connection '"
                        + ConnectionString.to(fleet.server(publisher).peerEndpoint(), fleet.replicator())
                        + " dbname=app' publication " + publication + options);
    }

    static Topology awaitActive(WatchedFleet watched, int streams) {
        return await().atMost(PATIENCE)
                .until(
                        watched::look,
                        topology -> topology.streams().size() == streams
                                && topology.streams().stream().allMatch(each -> each.status() == Status.ACTIVE));
    }
}
