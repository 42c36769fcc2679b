package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.fleet.WatchedFleet.ends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.fleet.WatchedFleet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every shape that replication takes: each stream once, and both ends right. */
abstract class ShapeScenes extends TopologyScenes {
    ShapeScenes(Versions versions) {
        super(versions);
    }

    @Test
    void databases_of_two_servers_with_several_subscriptions_between_them_and_one_that_publishes_in_its_turn() {
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .database("orders")
                        .tables("orders", "items")
                        .database("billing")
                        .tables("invoices")
                        .logicalReplica("house", versions().target(), following("hub", "orders"), tables("orders"))
                        .database("orders_copy")
                        .named("feed_orders")
                        .alsoFollowing(following("hub", "orders"), tables("items"))
                        .named("feed_items")
                        .alsoFollowing(following("hub", "billing"), tables("invoices"))
                        .named("feed_invoices")
                        .logicalReplica(
                                "branch", versions().source(), following("house", "orders_copy"), tables("orders"))
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
        try (Fleet fleet = aFleet().primary("east", versions().source())
                        .tables("orders", "customers")
                        .primary("west", versions().target())
                        .tables("orders", "customers")
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = WatchedFleet.watching(fleet)) {
            boolean filtered = versions().bothFrom(PostgresVersion.V16);
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
        try (Fleet fleet = aFleet().primary("one", versions().source())
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
    void a_standby_feeds_a_standby_and_a_subscriber() {
        boolean decodes = versions().source().compareTo(PostgresVersion.V16) >= 0;
        try (Fleet fleet = aFleet().primary("hub", versions().source())
                        .tables("orders")
                        .sql("create publication feed for table orders")
                        .primary("house", versions().target())
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

    @Test
    void servers_made_from_one_backup_keep_streams_of_their_own() {
        try (Fleet fleet = aFleet().primary("origin", versions().source())
                        .tables("orders")
                        .sql("create publication feed for table orders")
                        .standby("east", following("origin"))
                        .standby("west", following("origin"))
                        .primary("east-copy", versions().target())
                        .tables("orders")
                        .primary("west-copy", versions().target())
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
}
