package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.SignInRules;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.topology.Orphan;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A publisher and a subscriber that one scene after the other is played on, watched by a role that may read their logs. */
final class Pair implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String MONITOR = "pgrm_monitor";

    private final Versions versions;
    private final Fleet fleet;
    private WatchedFleet watched;

    private Pair(Versions versions, Fleet fleet) {
        this.versions = versions;
        this.fleet = fleet;
        this.watched = WatchedFleet.watching(fleet);
    }

    static Pair of(Versions versions) {
        Fleet fleet = aFleet().primary("hub", versions.source())
                .setting("logging_collector", "on")
                .setting("log_destination", "csvlog")
                .setting("wal_sender_timeout", "5s")
                .primary("house", versions.target())
                .setting("logging_collector", "on")
                .setting("wal_receiver_timeout", "5s")
                .monitoringRole(MONITOR)
                .start();
        fleet.servers().forEach(server -> Logs.grant(server, MONITOR));
        return new Pair(versions, fleet);
    }

    Versions versions() {
        return versions;
    }

    PostgresServer hub() {
        return fleet.server("hub");
    }

    PostgresServer house() {
        return fleet.server("house");
    }

    PostgresServer server(String name) {
        return fleet.server(name);
    }

    /** How the subscriber is told to reach the publisher. */
    String way() {
        return way(fleet.replicator());
    }

    String way(Credentials account) {
        return ConnectionString.to(hub().peerEndpoint(), account) + " dbname=app";
    }

    /** A stream that flows, with a table {@code (id int primary key, v text)} of its own. */
    Feed feed(String name) {
        return feed(name, "copy_data = false");
    }

    Feed feed(String name, String options) {
        return planned(name).subscribed(options).awaitFlowing();
    }

    /** Tables and publication alone. */
    Feed planned(String name) {
        return new Feed(this, name)
                .hub("create table $ (id int primary key, v text)", "create publication $ for table $")
                .house("create table $ (id int primary key, v text)");
    }

    Topology look() {
        return watched.look();
    }

    List<Orphan> orphans() {
        return watched.chart().orphans();
    }

    /** Watches anew, as after a restart of the monitor. */
    void watchAnew() {
        watched.close();
        watched = WatchedFleet.watching(fleet);
    }

    /** Watches as if so much time had gone by meanwhile. */
    void watchLater(Duration time) {
        watched.poll();
        WatchedFleet before = watched;
        watched = WatchedFleet.watching(fleet, Clock.offset(Clock.systemUTC(), time));
        watched.goOnFrom(before);
        before.close();
    }

    /** Watches with the rights of another role. */
    void watchAs(Credentials role) {
        watched.close();
        watched = new WatchedFleet(role);
        fleet.servers().forEach(watched::register);
    }

    /** What is found of a server and of the database watched on it. */
    List<Finding> findings(String server) {
        Topology topology = look();
        Node node = WatchedFleet.node(topology, server);
        return Stream.concat(
                        node.health().findings().stream(),
                        topology.servers().stream()
                                .filter(each -> each.id().equals(node.serverId()))
                                .flatMap(each -> each.health().findings().stream()))
                .toList();
    }

    Finding awaitFinding(String server, String code) {
        return await("finding " + code + " of " + server)
                .atMost(PATIENCE)
                .until(
                        () -> findings(server).stream()
                                .filter(each -> each.code().equals(code))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitGone(String server, String code) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(findings(server)).extracting(Finding::code).doesNotContain(code));
    }

    /** As it was before the scene. */
    void clear() {
        Stream.of(hub(), house()).forEach(PostgresServer::thaw);
        Stream.of(hub(), house()).forEach(PostgresServer::start);
        SignInRules.reset(hub());
        CleanSlate.of(house());
        CleanSlate.of(hub());
        watchAnew();
    }

    @Override
    public void close() {
        watched.close();
        fleet.close();
    }
}
