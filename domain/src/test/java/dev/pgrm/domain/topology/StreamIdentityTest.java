package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stream keeps its id, whatever becomes of its ends. */
class StreamIdentityTest {
    private final Fleet fleet = aFleet().with(
                    "shop", server -> server.publishes("shop").slot("feed", slot -> slot.readBy(1)))
            .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

    @Test
    void two_maps_of_the_same_facts_are_equal() {
        assertThat(fleet.map()).isEqualTo(fleet.map());
    }

    @Test
    void a_subscriber_registered_later_takes_over_the_stream_that_was_known_by_its_slot() {
        var late = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)));
        Stream before = late.onlyStream();

        late.with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

        assertThat(late.onlyStream().id()).isEqualTo(before.id());
        assertThat(late.onlyStream().targetServer()).isEqualTo(late.serverId("lake"));
    }

    @Test
    void a_subscriber_that_is_down_leaves_its_stream_and_a_growing_lag() {
        Stream before = fleet.onlyStream();

        fleet.down("lake").after(Duration.ofSeconds(10)).change("shop", server -> server.wal(9000));
        Stream first = fleet.onlyStream();
        fleet.after(Duration.ofSeconds(10)).change("shop", server -> server.wal(12_000));
        Stream later = fleet.onlyStream();

        assertThat(first.id()).isEqualTo(before.id());
        assertThat(first.stale()).isTrue();
        assertThat(first.lag().bytes()).isEqualTo(new Bytes(8000));
        assertThat(later.lag().bytes()).isEqualTo(new Bytes(11_000));
        assertThat(later.lag().time()).isGreaterThan(first.lag().time());
    }

    @Test
    void a_publisher_that_is_down_leaves_its_stream_and_an_unknown_lag() {
        Stream before = fleet.onlyStream();

        fleet.down("shop")
                .change(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").notWorking()));
        Stream after = fleet.onlyStream();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.status()).isEqualTo(Status.INACTIVE);
        assertThat(after.reason()).isEqualTo("the source cannot be reached");
        assertThat(after.lag().bytes()).isNull();
        assertThat(after.lag().time()).isNull();
    }

    @Test
    void a_publisher_that_only_we_cannot_reach_goes_on_streaming() {
        assertThat(fleet.down("shop").onlyStream().status()).isEqualTo(Status.ACTIVE);
        assertThat(fleet.onlyStream().stale()).isTrue();
    }

    @Test
    void a_stream_outlives_a_failover() {
        Stream before = fleet.onlyStream();

        fleet.down("shop")
                .with(
                        "heir",
                        server -> server.standbyOf("shop")
                                .promoted()
                                .slot("feed", slot -> slot.of("shop").readBy(1).synced()))
                .change("lake", server -> server.subscribes("feed", sub -> sub.to("heir", "shop")));
        Stream after = fleet.onlyStream();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.sourceServer()).isEqualTo(fleet.serverId("heir"));
        assertThat(after.status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_failover_behind_a_virtual_address_leaves_one_stream() {
        fleet.change("lake", server -> server.subscribes("feed", sub -> sub.to("vip", "shop")));
        Stream before = fleet.onlyStream();

        fleet.down("shop")
                .with(
                        "heir",
                        server -> server.standbyOf("shop")
                                .promoted()
                                .slot("feed", slot -> slot.of("shop").readBy(1)));

        assertThat(fleet.onlyStream().id()).isEqualTo(before.id());
        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("heir"));
    }

    @Test
    void a_slot_that_another_consumer_takes_over_is_another_stream() {
        fleet.onlyStream();
        fleet.with("store", server -> server.slot("feed", slot -> slot.readBy(1)))
                .change("lake", server -> server.subscribes("feed", sub -> sub.to("store", "store")));

        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
    }

    @Test
    void two_addresses_of_one_instance_are_one_server() {
        fleet.alias("10.0.0.5", "shop", "shop");

        assertThat(fleet.map().servers()).hasSize(2);
        assertThat(fleet.streams()).hasSize(1);
        fleet.down("10.0.0.5");
        assertThat(fleet.streams()).hasSize(1);
    }

    @Test
    void a_stream_made_anew_has_one_id_whichever_end_is_seen_first() {
        Stream removed = fleet.onlyStream();
        fleet.change("lake", Instance::noSubscriptions)
                .change("shop", server -> server.noSlot("feed"))
                .map();

        fleet.change(
                "lake",
                server -> server.subscribes(
                        "feed", sub -> sub.oid(2).to("shop", "shop").notWorking()));
        Stream first = fleet.onlyStream();
        fleet.change("shop", server -> server.slot("feed", slot -> slot.readBy(1)));
        Stream later = fleet.onlyStream();

        assertThat(first.id()).isEqualTo(removed.id());
        assertThat(later.id()).isEqualTo(removed.id());
    }

    @Test
    void a_stream_that_was_known_by_its_subscription_keeps_its_id_when_the_slot_had_fed_another() {
        Stream removed = fleet.onlyStream();
        fleet.change(
                        "lake",
                        server -> server.noSubscriptions()
                                .subscribes("feed", sub -> sub.oid(2).to("shop", "shop")))
                .neverSeen("shop");

        Stream first = fleet.onlyStream();
        fleet.see("shop");
        Stream later = fleet.onlyStream();

        assertThat(first.id()).isNotEqualTo(removed.id());
        assertThat(later.id()).isEqualTo(first.id());
    }

    @Test
    void a_stream_known_by_its_slot_alone_keeps_its_id_when_its_subscription_was_seen_apart() {
        var late = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)));
        Stream older = late.onlyStream();
        late.after(Duration.ofSeconds(10))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("elsewhere", "other")));
        Stream apart = late.streams().stream()
                .filter(stream -> !stream.id().equals(older.id()))
                .findFirst()
                .orElseThrow();

        late.change("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

        assertThat(late.onlyStream().id()).isEqualTo(older.id()).isNotEqualTo(apart.id());
    }

    @Test
    void subscriptions_that_wait_for_one_slot_are_streams_of_their_own() {
        fleet.change("shop", server -> server.noSlot("feed"))
                .with(
                        "pond",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").notWorking()));

        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
        assertThat(fleet.map()).isEqualTo(fleet.map());
    }
}
