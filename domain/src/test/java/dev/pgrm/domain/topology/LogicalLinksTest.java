package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogicalLinksTest {
    @Test
    void a_connection_string_that_leads_to_a_registered_address_is_proof() {
        var fleet = aFleet().with("shop", server -> server.publishes("shop").slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("SHOP", "shop")));

        Stream stream = fleet.onlyStream();

        assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(stream.sourceNode()).isEqualTo(fleet.databaseId("shop", "shop"));
        assertThat(stream.targetNode()).isEqualTo(fleet.databaseId("lake", "lake"));
        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void every_spelling_of_an_IPv6_address_leads_there() {
        var fleet = aFleet().with(
                        "2001:db8::1", server -> server.database("shop").slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("2001:DB8:0:0::1", "shop")));

        assertThat(fleet.onlyStream().match().certainty()).isEqualTo(Certainty.PROVEN);
    }

    @Test
    void of_several_hosts_the_one_with_the_slot_is_the_publisher() {
        var fleet = aFleet().with("old", server -> server.database("shop"))
                .with("new", server -> server.database("shop").slot("feed", slot -> slot.readBy(1)))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("old", "shop").to("new", "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("new"));
    }

    @Test
    void a_table_sync_slot_names_its_subscription() {
        var fleet = aFleet().with("lake", server -> server.subscribes("feed", sub -> sub.oid(16500)));
        var system = fleet.map().servers().getFirst().system();
        for (String shop : List.of("shop-a", "shop-b")) {
            fleet.with(shop, server -> server.database("shop").slot("feed", slot -> slot.readBy(1)));
        }
        fleet.change("shop-b", server -> server.slot("pg_16500_sync_16384_" + system, slot -> {}));

        Stream stream = fleet.streams().getFirst();

        assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(stream.sourceServer()).isEqualTo(fleet.serverId("shop-b"));
    }

    @Test
    void a_slot_that_fits_is_inferred_behind_a_proxy() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.slot("feed", slot -> slot.readBy(1)).sender(1, "feed", "10.0.0.9"))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("proxy", 6432, "shop")));

        assertThat(fleet.onlyStream().match().certainty()).isEqualTo(Certainty.INFERRED);
        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("shop"));
    }

    @Test
    void a_slot_of_that_name_is_not_enough_when_everything_else_speaks_against_it() {
        var fleet = aFleet().with("shop", server -> server.wal(1L << 40).slot("feed", slot -> slot.confirmed(1L << 40)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("elsewhere", "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isNotEqualTo(fleet.serverId("shop"));
        assertThat(fleet.map().servers())
                .extracting(Topology.MappedServer::name)
                .contains("elsewhere:5432");
    }

    @Test
    void two_servers_with_the_same_slot_are_ambiguous() {
        var fleet = twoShops().with("lake", server -> server.subscribes("feed", sub -> {}));

        Stream stream = streamTo(fleet, "lake");

        assertThat(stream.match().certainty()).isEqualTo(Certainty.AMBIGUOUS);
        assertThat(fleet.streams()).hasSize(2);
    }

    @Test
    void a_position_tells_two_servers_with_the_same_slot_apart() {
        var fleet = twoShops()
                .change(
                        "shop-b",
                        server -> server.wal(5L << 30)
                                .slot("feed", slot -> slot.readBy(1).confirmed(5L << 30)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.at(5L << 30)));

        Stream stream = streamTo(fleet, "lake");

        assertThat(stream.match().certainty()).isEqualTo(Certainty.INFERRED);
        assertThat(stream.sourceServer()).isEqualTo(fleet.serverId("shop-b"));
    }

    @Test
    void two_databases_of_one_server_stream_to_each_other() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.database("a")
                                .database("b")
                                .slot("to_b", slot -> slot.of("a").readBy(1))
                                .slot("to_a", slot -> slot.of("b").readBy(2))
                                .subscribes("a", "to_a", sub -> sub.to("shop", "b"))
                                .subscribes("b", "to_b", sub -> sub.to("localhost", "a")));

        assertThat(fleet.streams())
                .extracting(Stream::sourceNode, Stream::targetNode)
                .containsExactlyInAnyOrder(
                        tuple(fleet.databaseId("shop", "b"), fleet.databaseId("shop", "a")),
                        tuple(fleet.databaseId("shop", "a"), fleet.databaseId("shop", "b")));
    }

    @Test
    void a_pair_may_stream_both_ways() {
        var fleet = aFleet().with(
                        "east",
                        server -> server.slot("to_west", slot -> slot.readBy(1))
                                .subscribes("to_east", sub -> sub.to("west", "west")))
                .with(
                        "west",
                        server -> server.slot("to_east", slot -> slot.readBy(1))
                                .subscribes("to_west", sub -> sub.to("east", "east")));

        assertThat(fleet.streams()).extracting(Stream::name).containsExactlyInAnyOrder("to_east", "to_west");
    }

    @Test
    void a_subscriber_may_publish_in_its_turn() {
        var fleet = aFleet().with("a", server -> server.publishes("a").slot("ab", slot -> slot.readBy(1)))
                .with(
                        "b",
                        server -> server.publishes("b")
                                .slot("bc", slot -> slot.readBy(1))
                                .subscribes("ab", sub -> sub.to("a", "a")))
                .with("c", server -> server.subscribes("bc", sub -> sub.to("b", "b")));

        assertThat(fleet.streams()).extracting(Stream::name).containsExactlyInAnyOrder("ab", "bc");
        assertThat(fleet.map().nodes())
                .extracting(Node::role)
                .containsExactly(Topology.NodeRole.PRIMARY, Topology.NodeRole.REPLICA, Topology.NodeRole.REPLICA);
    }

    @Test
    void several_subscriptions_between_one_pair_are_several_streams() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.slot("one", slot -> slot.readBy(1)).slot("two", slot -> slot.readBy(2)))
                .with(
                        "lake",
                        server -> server.subscribes("one", sub -> sub.to("shop", "shop"))
                                .subscribes("two", sub -> sub.to("shop", "shop")));

        assertThat(fleet.streams()).extracting(Stream::name).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_slot_feeds_one_of_two_subscriptions_that_name_it() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with(
                        "copy",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").notWorking()))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

        assertThat(streamTo(fleet, "lake").slotStatus()).isEqualTo("reserved");
        assertThat(streamTo(fleet, "copy").slotStatus()).isNull();
        assertThat(streamTo(fleet, "copy").error())
                .extracting(error -> error.trouble().code())
                .isEqualTo("slot_in_use");
    }

    @Test
    void clones_with_slots_of_one_name_keep_streams_of_their_own() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with(
                        "twin",
                        server -> server.cloneOf("shop")
                                .slot("feed", slot -> slot.readBy(1).of("shop")))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")))
                .with("pond", server -> server.subscribes("feed", sub -> sub.to("twin", "shop")));

        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
        fleet.unregistered("lake").unregistered("pond");
        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
    }

    @Test
    void a_publisher_that_nobody_registered_gets_a_placeholder() {
        var fleet = aFleet().with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", 6432, "orders")));

        Topology map = fleet.map();

        assertThat(map.nodes())
                .extracting(Node::name, Node::status)
                .contains(tuple("orders", Topology.Status.UNREGISTERED));
        assertThat(map.servers()).extracting(Topology.MappedServer::name).contains("shop:6432");
        assertThat(map.streams()).singleElement().extracting(Stream::status).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_database_that_is_not_registered_stands_on_its_registered_server() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.slot("feed", slot -> slot.of("orders").readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "orders")));

        Stream stream = fleet.onlyStream();

        assertThat(stream.sourceServer()).isEqualTo(fleet.serverId("shop"));
        assertThat(fleet.map().nodes())
                .filteredOn(node -> node.id().equals(stream.sourceNode()))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.name()).isEqualTo("orders");
                    assertThat(node.serverId()).isEqualTo(fleet.serverId("shop"));
                });
    }

    @Test
    void slots_that_pass_are_no_streams() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.slot("pg_16500_sync_16384_77", slot -> slot.readBy(1))
                                .slot("peek", slot -> slot.readBy(2).temporary())
                                .slot("idle", slot -> {}));

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void a_database_registered_twice_has_each_of_its_streams_once() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")))
                .alias("10.0.0.7", "lake", "lake");

        assertThat(fleet.streams()).hasSize(1);
        fleet.down("10.0.0.7");
        assertThat(fleet.streams()).hasSize(1);
    }

    private static Fleet twoShops() {
        return aFleet().with("shop-a", server -> server.database("shop").slot("feed", slot -> slot.readBy(1)))
                .with("shop-b", server -> server.database("shop").slot("feed", slot -> slot.readBy(1)));
    }

    static Stream streamTo(Fleet fleet, String server) {
        return fleet.streams().stream()
                .filter(stream -> stream.targetServer().equals(fleet.serverId(server)))
                .findFirst()
                .orElseThrow();
    }
}
