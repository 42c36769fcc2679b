package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Whose.Missing;
import dev.pgrm.domain.topology.Whose.Needed;
import dev.pgrm.domain.topology.Whose.Nobodys;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrphansTest {
    /** A stream from shop to lake through slot feed, and what else the test wants at shop. */
    private static Fleet with(Consumer<Instance> shop) {
        return aFleet().with(
                        "shop",
                        server -> shop.accept(server.wal(11_000)
                                .slot("feed", slot -> slot.readBy(1))
                                .publication("all", null)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));
    }

    private static List<String> names(Fleet fleet, Leftover what) {
        return fleet.chart().orphans().stream()
                .filter(each -> each.what() == what)
                .map(Orphan::name)
                .toList();
    }

    private static Orphan only(Fleet fleet) {
        assertThat(fleet.chart().orphans()).hasSize(1);
        return fleet.chart().orphans().getFirst();
    }

    private static Whose whose(Fleet fleet, Leftover what, String server, String name) {
        return fleet.chart().whose(what, fleet.serverId(server), server, name);
    }

    @Test
    void what_a_stream_uses_is_no_orphan() {
        assertThat(with(server -> {}).chart().orphans()).isEmpty();
    }

    @Test
    void a_slot_that_nobody_reads_is_told_with_what_it_holds() {
        Fleet fleet = with(
                server -> server.slot("leftover", slot -> slot.confirmed(1100).inactiveSince(NOON.minusSeconds(60))));

        Orphan orphan = only(fleet);

        assertThat(orphan.what()).isEqualTo(Leftover.SLOT);
        assertThat(orphan.server()).isEqualTo(fleet.serverId("shop"));
        assertThat(orphan.database()).isEqualTo("shop");
        assertThat(orphan.registrations()).containsExactly(new DatabaseId(fleet.databaseId("shop", "shop")));
        assertThat(orphan.through()).isEqualTo(orphan.registrations().getFirst());
        assertThat(orphan.held()).isNotNull().extracting(Orphan.Held::wal).isEqualTo(new Bytes(10_000));
        assertThat(orphan.inactiveSince()).isEqualTo(NOON.minusSeconds(60));
        assertThat(orphan.position()).hasToString("0/44C");
        assertThat(orphan.removable()).isTrue();
        assertThat(orphan.mayBeUsedBy()).isEmpty();
        assertThat(whose(fleet, Leftover.SLOT, "shop", "leftover")).isEqualTo(new Nobodys(orphan));
    }

    @Test
    void a_slot_of_a_database_that_nobody_registered_is_removed_through_another() {
        Orphan orphan = only(with(server -> server.slot("leftover", slot -> slot.of("elsewhere"))));

        assertThat(orphan.database()).isEqualTo("elsewhere");
        assertThat(orphan.registrations()).isEmpty();
        assertThat(orphan.removable()).isTrue();
    }

    @Test
    void a_slot_in_use_or_of_a_session_or_that_feeds_a_stream_is_needed() {
        Fleet fleet = with(server -> server.slot("taken", slot -> slot.readBy(2))
                .slot("passing", AnySlot::temporary)
                .slot("feed", slot -> slot.confirmed(1000)));

        assertThat(names(fleet, Leftover.SLOT)).isEmpty();
        assertThat(whose(fleet, Leftover.SLOT, "shop", "feed"))
                .isInstanceOfSatisfying(
                        Needed.class, needed -> assertThat(needed.streams()).hasSize(1));
        assertThat(whose(fleet, Leftover.SLOT, "shop", "taken")).isInstanceOf(Needed.class);
        assertThat(whose(fleet, Leftover.SLOT, "shop", "passing")).isInstanceOf(Needed.class);
        assertThat(whose(fleet, Leftover.SLOT, "shop", "never_there")).isInstanceOf(Missing.class);
        assertThat(whose(fleet, Leftover.SLOT, "nowhere", "feed")).isInstanceOf(Missing.class);
    }

    @Test
    void the_copies_that_a_standby_keeps_are_no_orphans() {
        Fleet fleet = aFleet().with(
                        "spare",
                        server -> server.standbyOf("shop")
                                .publication("of_primary", null)
                                .origin("pg_16400", false)
                                .slot("feed", AnySlot::synced));

        assertThat(fleet.chart().orphans()).isEmpty();
        assertThat(whose(fleet, Leftover.SLOT, "spare", "feed")).isInstanceOf(Needed.class);
        assertThat(whose(fleet, Leftover.PUBLICATION, "spare", "of_primary")).isInstanceOf(Needed.class);
    }

    @Test
    void the_slot_of_a_copy_is_an_orphan_only_when_it_rests_for_long() {
        String copy = "pg_999_sync_17_4711";
        Fleet fleet = with(server -> server.slot(copy, slot -> {}));
        assertThat(names(fleet, Leftover.SLOT)).isEmpty();
        assertThat(whose(fleet, Leftover.SLOT, "shop", copy)).isInstanceOf(Needed.class);

        fleet.after(Duration.ofMinutes(10)).pollAll();

        assertThat(names(fleet, Leftover.SLOT)).containsExactly(copy);
    }

    @Test
    void the_slot_of_a_copy_of_a_known_subscription_is_none() {
        long system = "lake".hashCode() & 0xFFFFFFFL;
        Fleet fleet = with(server -> server.slot(
                "pg_" + 17_777 + "_sync_17_" + system, slot -> slot.inactiveSince(NOON.minus(Duration.ofDays(1)))));
        fleet.change(
                "lake",
                server -> server.subscribes("feed", sub -> sub.oid(17_777).to("shop", "shop")));

        assertThat(names(fleet, Leftover.SLOT)).isEmpty();
    }

    @Test
    void the_slot_of_a_copy_is_one_when_its_subscription_is_away_and_the_slot_of_that_gone() {
        String copy = "pg_17777_sync_17_" + ("lake".hashCode() & 0xFFFFFFFL);
        Fleet fleet = aFleet().with(
                        "shop",
                        server -> server.wal(11_000)
                                .slot(copy, slot -> slot.inactiveSince(NOON.minus(Duration.ofDays(1)))))
                .with(
                        "lake",
                        server ->
                                server.subscribes("feed", sub -> sub.oid(17_777).to("shop", "shop")));
        assertThat(names(fleet, Leftover.SLOT)).isEmpty();

        fleet.down("lake");

        assertThat(names(fleet, Leftover.SLOT)).containsExactly(copy);
        assertThat(whose(fleet, Leftover.SLOT, "shop", copy)).isInstanceOf(Nobodys.class);
        fleet.change("shop", server -> server.slot("feed", slot -> {}));
        assertThat(names(fleet, Leftover.SLOT)).isEmpty();
    }

    @Test
    void a_physical_slot_waits_for_the_standby_that_is_set_up_to_use_it() {
        Fleet fleet = with(server -> server.set("synchronized_standby_slots", "\"second\"")
                .slot("first", AnySlot::physical)
                .slot("second", AnySlot::physical)
                .slot("third", AnySlot::physical));
        fleet.with("spare", server -> server.standbyOf("shop").set("primary_slot_name", "first"));

        assertThat(names(fleet, Leftover.SLOT)).containsExactly("third");
        assertThat(fleet.chart().orphans().getFirst().physical()).isTrue();
    }

    @Test
    void what_a_subscription_names_whose_publisher_nobody_found_may_be_its_own() {
        Fleet fleet = with(server -> server.slot("other", slot -> {}).publication("others", null));
        fleet.with(
                "far",
                server -> server.subscribes(
                        "wanderer",
                        sub -> sub.slot("other").publications("others").to("10.9.9.9", "pooled")));

        assertThat(fleet.chart().orphans())
                .allSatisfy(
                        orphan -> assertThat(orphan.mayBeUsedBy().toString()).contains("wanderer"))
                .hasSize(2);
    }

    @Test
    void a_database_that_was_never_seen_may_use_anything() {
        Fleet fleet = with(server -> server.slot("leftover", slot -> {}));
        fleet.with("dark", server -> {}).neverSeen("dark");

        assertThat(only(fleet).mayBeUsedBy()).singleElement().asString().contains("dark-dark");
    }

    @Test
    void an_unused_publication_is_an_orphan_that_an_idle_slot_may_be_there_for() {
        Fleet fleet = with(server -> server.publication("others", null));
        assertThat(names(fleet, Leftover.PUBLICATION)).containsExactly("others");
        assertThat(only(fleet).mayBeUsedBy()).isEmpty();
        assertThat(whose(fleet, Leftover.PUBLICATION, "shop", "all"))
                .isInstanceOfSatisfying(
                        Needed.class, needed -> assertThat(needed.why()).isEqualTo("Stream feed takes it"));
        assertThat(whose(fleet, Leftover.PUBLICATION, "shop", "none")).isInstanceOf(Missing.class);

        fleet.change("shop", server -> server.slot("idle", slot -> {}));

        assertThat(fleet.chart().orphans())
                .filteredOn(each -> each.what() == Leftover.PUBLICATION)
                .singleElement()
                .satisfies(each -> assertThat(each.mayBeUsedBy().toString()).contains("Slot idle"));
    }

    @Test
    void a_publication_may_be_taken_by_a_consumer_that_does_not_say_so() {
        Fleet fleet = aFleet().with(
                        "shop",
                        server -> server.publication("others", null)
                                .sender(1, "debezium", "10.0.0.9")
                                .slot("stranger", slot -> slot.readBy(1)));

        assertThat(only(fleet).mayBeUsedBy()).singleElement().asString().contains("does not tell");
    }

    @Test
    void a_publication_of_a_paused_or_detached_subscription_is_in_use() {
        Fleet fleet = with(server -> {});
        fleet.change(
                "lake",
                server -> server.subscribes(
                        "feed", sub -> sub.slot(null).disabled().to("shop", "shop")));

        assertThat(names(fleet, Leftover.PUBLICATION)).isEmpty();
        assertThat(names(fleet, Leftover.SLOT)).isEmpty();
    }

    @Test
    void what_cannot_be_seen_now_cannot_be_removed_now() {
        Fleet fleet = with(server -> server.slot("leftover", slot -> {}).publication("others", null))
                .down("shop");

        assertThat(fleet.chart().orphans()).hasSize(2).noneMatch(Orphan::removable);
    }

    @Test
    void an_origin_without_its_subscription_is_an_orphan() {
        Fleet fleet = with(server -> server.origin("pg_16400", false).origin("pg_16401_16500", false));

        assertThat(names(fleet, Leftover.ORIGIN)).containsExactly("pg_16400", "pg_16401_16500");
        assertThat(whose(fleet, Leftover.ORIGIN, "shop", "pg_16400")).isInstanceOf(Nobodys.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bdr_1_2", "pg_16400x", "pglogical"})
    void origins_of_other_tools_are_none_of_ours(String name) {
        Fleet fleet = with(server -> server.origin(name, false));

        assertThat(names(fleet, Leftover.ORIGIN)).isEmpty();
        assertThat(whose(fleet, Leftover.ORIGIN, "shop", name)).isInstanceOf(Needed.class);
    }

    @Test
    void an_origin_with_a_subscription_or_where_nobody_looked_is_none() {
        Fleet fleet = with(server -> server.origin("pg_16400", true).origin("pg_16401", null));

        assertThat(names(fleet, Leftover.ORIGIN)).isEmpty();
        assertThat(whose(fleet, Leftover.ORIGIN, "shop", "pg_16400")).isInstanceOf(Needed.class);
        assertThat(whose(fleet, Leftover.ORIGIN, "shop", "pg_1")).isInstanceOf(Missing.class);
    }

    @Test
    void a_database_is_seen_now_only_while_its_server_answers() {
        Fleet fleet = with(server -> {});
        var lake = new DatabaseId(fleet.databaseId("lake", "lake"));
        assertThat(fleet.chart().seesNow(lake)).isTrue();

        fleet.down("lake");

        assertThat(fleet.chart().seesNow(lake)).isFalse();
        assertThat(fleet.chart().seesNow(new DatabaseId(Fleet.uuid("nobody")))).isFalse();
    }
}
