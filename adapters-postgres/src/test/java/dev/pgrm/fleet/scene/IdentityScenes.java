package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.fleet.WatchedFleet.ends;
import static dev.pgrm.fleet.WatchedFleet.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.fleet.WatchedFleet;
import org.junit.jupiter.api.Test;

/** Whoever moves, is renamed, goes down or is registered late: the ends are found, and a stream keeps its id. */
abstract class IdentityScenes extends TopologyScenes {
    IdentityScenes(Versions versions) {
        super(versions);
    }

    @Test
    void behind_an_address_that_nobody_registered_both_ends_are_found_all_the_same() {
        try (FaultProxy nat = FaultProxy.open();
                Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .through(nat)
                        .standby("hub-dr", following("hub"))
                        .through(FaultProxy.open())
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            Topology topology = awaitActive(watched, 2);

            assertThat(topology.streams())
                    .extracting(each -> ends(topology, each))
                    .containsExactlyInAnyOrder("hub -> house", "hub -> hub-dr");
            assertThat(topology.streams())
                    .extracting(each -> each.match().certainty())
                    .doesNotContain(Certainty.AMBIGUOUS);
            assertThat(topology.servers()).hasSize(3);
        }
    }

    @Test
    void two_addresses_of_one_server_are_one_server_and_one_stream() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .database("orders")
                        .tables("orders")
                        .database("billing")
                        .tables("invoices")
                        .logicalReplica("house", versions().target(), following("hub", "orders"), tables("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            PostgresServer hub = fleet.server("hub");
            watched.register("orders", new Endpoint("127.0.0.1", hub.port()), "orders");
            watched.register("billing", new Endpoint("localhost", hub.port()), "billing");
            register(watched, fleet.server("house"), "app");

            Topology topology = awaitActive(watched, 1);

            assertThat(ends(topology, topology.streams().getFirst())).isEqualTo("orders -> house app");
            assertThat(topology.servers()).hasSize(2);
        }
    }

    @Test
    void an_end_that_is_registered_later_takes_the_place_that_was_kept_for_it() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            register(watched, fleet.server("hub"), "app");
            Topology half = awaitActive(watched, 1);
            assertThat(half.nodes())
                    .extracting(Topology.Node::status)
                    .containsExactlyInAnyOrder(Topology.Status.CONNECTED, Topology.Status.UNREGISTERED);

            register(watched, fleet.server("house"), "app");
            Topology whole = awaitActive(watched, 1);

            assertThat(whole.streams().getFirst().id())
                    .isEqualTo(half.streams().getFirst().id());
            assertThat(ends(whole, whole.streams().getFirst())).isEqualTo("hub app -> house app");
            assertThat(whole.nodes()).extracting(Topology.Node::status).containsOnly(Topology.Status.CONNECTED);
        }
    }

    @Test
    void a_publisher_that_is_registered_later_takes_the_place_that_was_kept_for_it() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            register(watched, fleet.server("house"), "app");
            Topology half = awaitActive(watched, 1);

            register(watched, fleet.server("hub"), "app");
            Topology whole = awaitActive(watched, 1);

            assertThat(whole.streams().getFirst().id())
                    .isEqualTo(half.streams().getFirst().id());
            assertThat(whole.servers()).hasSize(2);
            assertThat(whole.nodes()).extracting(Topology.Node::status).containsOnly(Topology.Status.CONNECTED);
        }
    }

    @Test
    void a_stream_keeps_its_id_over_a_rename_and_restarts_of_both_ends() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .named("feed")
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            var before = stream(awaitActive(watched, 1), "feed").id();

            fleet.server("house").sql("alter subscription feed rename to renamed");
            fleet.server("hub").restart();
            fleet.server("house").restart();

            assertThat(stream(awaitActive(watched, 1), "renamed").id()).isEqualTo(before);
        }
    }

    @Test
    void an_end_that_is_down_keeps_its_streams_as_the_other_end_sees_them() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .named("feed")
                        .standby("hub-dr", following("hub"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            Topology before = awaitActive(watched, 2);

            fleet.server("hub").kill();
            Topology after = watched.look();

            assertThat(after.streams())
                    .extracting(Stream::id)
                    .containsExactlyInAnyOrderElementsOf(
                            before.streams().stream().map(Stream::id).toList());
            assertThat(after.streams()).extracting(Stream::stale).containsOnly(true);
            assertThat(after.streams())
                    .extracting(each -> ends(after, each))
                    .containsExactlyInAnyOrder("hub -> house", "hub -> hub-dr");
            assertThat(stream(after, "feed").lag().time())
                    .as("nobody knows what it has written")
                    .isNull();
        }
    }

    @Test
    void a_stream_that_fails_over_with_its_slot_keeps_its_id() {
        assumeTrue(versions().bothFrom(PostgresVersion.V17), "slots fail over from PostgreSQL 17 on");
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .logicalReplica("house", versions().target(), following("hub"), tables("orders"))
                        .named("feed")
                        .with("failover = true")
                        .standby("hub-dr", following("hub"))
                        .setting("sync_replication_slots", "on")
                        .setting("hot_standby_feedback", "on")
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            var before = stream(awaitActive(watched, 2), "feed").id();
            PostgresServer standby = fleet.server("hub-dr");
            // Copies of slots are fetched over a connection to some database.
            standby.sql(
                    "alter system set primary_conninfo = '"
                            + standby.value("show primary_conninfo").replace("'", "''") + " dbname=app'",
                    "select pg_reload_conf()");
            await().atMost(PATIENCE)
                    .until(() -> standby.value(
                                    "select count(*) from pg_replication_slots where synced and not temporary")
                            .equals("1"));

            fleet.server("hub").kill();
            standby.sql("select pg_promote()");
            fleet.server("house")
                    .sql("alter subscription feed connection '"
                            + ConnectionString.to(standby.peerEndpoint(), fleet.replicator()) + " dbname=app'");

            await().atMost(PATIENCE).untilAsserted(() -> {
                Topology topology = watched.look();
                Stream feed = stream(topology, "feed");
                assertThat(feed.status()).as(feed.reason()).isEqualTo(Status.ACTIVE);
                assertThat(ends(topology, feed)).isEqualTo("hub-dr -> house");
                assertThat(feed.id()).isEqualTo(before);
                assertThat(topology.streams())
                        .filteredOn(each -> each.type() == Stream.StreamType.LOGICAL)
                        .hasSize(1);
            });
        }
    }
}
