package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.fleet.WatchedFleet.ends;
import static dev.pgrm.fleet.WatchedFleet.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every shape that replication takes, on real servers: each stream once, both ends right, and its id kept. */
abstract class TopologyScenes {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Versions versions;

    TopologyScenes(Versions versions) {
        this.versions = versions;
    }

    @Test
    void databases_of_two_servers_with_several_subscriptions_between_them_and_one_that_publishes_in_its_turn() {
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .database("orders")
                        .tables("orders", "items")
                        .database("billing")
                        .tables("invoices")
                        .logicalReplica("house", versions.target(), following("hub", "orders"), tables("orders"))
                        .database("orders_copy")
                        .named("feed_orders")
                        .alsoFollowing(following("hub", "orders"), tables("items"))
                        .named("feed_items")
                        .alsoFollowing(following("hub", "billing"), tables("invoices"))
                        .named("feed_invoices")
                        .logicalReplica(
                                "branch", versions.source(), following("house", "orders_copy"), tables("orders"))
                        .named("feed_branch")
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            register(watched, fleet.server("hub"), "orders", "billing");
            register(watched, fleet.server("house"), "orders_copy");
            register(watched, fleet.server("branch"), "app");

            Topology topology = awaitActive(watched, 4);

            assertThat(topology.streams())
                    .extracting(
                            Stream::name,
                            each -> ends(topology, each),
                            each -> each.match().certainty())
                    .containsExactlyInAnyOrder(
                            tuple("feed_orders", "hub orders -> house orders_copy", Certainty.PROVEN),
                            tuple("feed_items", "hub orders -> house orders_copy", Certainty.PROVEN),
                            tuple("feed_invoices", "hub billing -> house orders_copy", Certainty.PROVEN),
                            tuple("feed_branch", "house orders_copy -> branch app", Certainty.PROVEN));
            assertThat(topology.servers()).hasSize(3);
        }
    }

    @Test
    void a_pair_that_streams_both_ways_has_two_streams() {
        try (Fleet fleet = aFleet().primary("east", versions.source())
                        .tables("orders", "customers")
                        .primary("west", versions.target())
                        .tables("orders", "customers")
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = WatchedFleet.watching(fleet)) {
            boolean filtered = versions.bothFrom(PostgresVersion.V16);
            fleet.server("east").sql("create publication from_east for table orders");
            fleet.server("west").sql("create publication from_west for table " + (filtered ? "orders" : "customers"));
            String option = filtered ? " with (origin = none)" : "";
            subscribe(fleet, "west", "east", "to_west", "from_east", option);
            subscribe(
                    fleet,
                    "east",
                    "west",
                    "to_east",
                    "from_west",
                    filtered ? " with (origin = none, copy_data = false)" : "");

            Topology topology = awaitActive(watched, 2);

            assertThat(topology.streams())
                    .extracting(Stream::name, each -> ends(topology, each))
                    .containsExactlyInAnyOrder(tuple("to_west", "east -> west"), tuple("to_east", "west -> east"));
        }
    }

    @Test
    void two_databases_of_one_server_stream_to_each_other() {
        try (Fleet fleet = aFleet().primary("one", versions.source())
                        .database("old")
                        .tables("orders")
                        .database("new")
                        .tables("orders")
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            PostgresServer one = fleet.server("one");
            // Made apart from the subscription: within one server the two would wait for each other for ever.
            one.database("old")
                    .sql(
                            "create publication p for table orders",
                            "select pg_create_logical_replication_slot('inside', 'pgoutput')");
            one.database("new")
                    .sql("create subscription inside connection '"
                            + ConnectionString.to(one.peerEndpoint(), fleet.replicator())
                            + " dbname=old' publication p with (create_slot = false)");
            register(watched, one, "old", "new");

            Topology topology = awaitActive(watched, 1);

            assertThat(ends(topology, topology.streams().getFirst())).isEqualTo("one old -> one new");
            assertThat(topology.servers()).hasSize(1);
        }
    }

    @Test
    void behind_an_address_that_nobody_registered_both_ends_are_found_all_the_same() {
        try (FaultProxy nat = FaultProxy.open();
                Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .database("orders")
                        .tables("orders")
                        .database("billing")
                        .tables("invoices")
                        .logicalReplica("house", versions.target(), following("hub", "orders"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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
    void servers_made_from_one_backup_keep_streams_of_their_own() {
        try (Fleet fleet = aFleet().primary("origin", versions.source())
                        .tables("orders")
                        .sql("create publication feed for table orders")
                        .standby("east", following("origin"))
                        .standby("west", following("origin"))
                        .primary("east-copy", versions.target())
                        .tables("orders")
                        .primary("west-copy", versions.target())
                        .tables("orders")
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            for (String clone : List.of("east", "west")) {
                fleet.server(clone).sql("select pg_promote()");
            }
            subscribe(fleet, "east-copy", "east", "feed", "feed", "");
            subscribe(fleet, "west-copy", "west", "feed", "feed", "");
            for (String name : List.of("east", "west", "east-copy", "west-copy")) {
                watched.register(fleet.server(name));
            }

            Topology topology = awaitActive(watched, 2);

            assertThat(topology.streams())
                    .extracting(
                            each -> ends(topology, each), each -> each.match().certainty())
                    .containsExactlyInAnyOrder(
                            tuple("east -> east-copy", Certainty.PROVEN), tuple("west -> west-copy", Certainty.PROVEN));
            assertThat(topology.servers()).hasSize(4);
        }
    }

    @Test
    void a_stream_that_fails_over_with_its_slot_keeps_its_id() {
        assumeTrue(versions.bothFrom(PostgresVersion.V17), "slots fail over from PostgreSQL 17 on");
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
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

    @Test
    void a_standby_feeds_a_standby_and_a_subscriber() {
        boolean decodes = versions.source().compareTo(PostgresVersion.V16) >= 0;
        try (Fleet fleet = aFleet().primary("hub", versions.source())
                        .tables("orders")
                        .sql("create publication feed for table orders")
                        .primary("house", versions.target())
                        .tables("orders")
                        .standby("hub-dr", following("hub"))
                        .setting("hot_standby_feedback", "on")
                        .standby("hub-dr-2", following("hub-dr"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            if (decodes) {
                // The slot waits for a record of running transactions, which an idle primary writes when told to.
                var subscribed =
                        CompletableFuture.runAsync(() -> subscribe(fleet, "house", "hub-dr", "feed", "feed", ""));
                await().atMost(PATIENCE).until(() -> {
                    fleet.server("hub").sql("select pg_log_standby_snapshot()");
                    return subscribed.isDone();
                });
                subscribed.join();
            }

            Topology topology = awaitActive(watched, decodes ? 3 : 2);

            assertThat(topology.streams())
                    .extracting(each -> ends(topology, each))
                    .containsExactlyInAnyOrderElementsOf(
                            decodes
                                    ? List.of("hub -> hub-dr", "hub-dr -> hub-dr-2", "hub-dr -> house")
                                    : List.of("hub -> hub-dr", "hub-dr -> hub-dr-2"));
        }
    }

    private static void register(WatchedFleet watched, PostgresServer server, String... databases) {
        for (String database : databases) {
            watched.register(server.name() + " " + database, new Endpoint(server.host(), server.port()), database);
        }
    }

    private static void subscribe(
            Fleet fleet, String subscriber, String publisher, String name, String publication, String options) {
        fleet.server(subscriber)
                .sql("create subscription " + name + " connection '"
                        + ConnectionString.to(fleet.server(publisher).peerEndpoint(), fleet.replicator())
                        + " dbname=app' publication " + publication + options);
    }

    private static Topology awaitActive(WatchedFleet watched, int streams) {
        return await().atMost(PATIENCE)
                .until(
                        watched::look,
                        topology -> topology.streams().size() == streams
                                && topology.streams().stream().allMatch(each -> each.status() == Status.ACTIVE));
    }
}
