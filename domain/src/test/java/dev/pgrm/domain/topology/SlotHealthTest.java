package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.Slot.Decoded;
import dev.pgrm.domain.observation.Slot.Upkeep;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotHealthTest {
    private static final long GIB = 1L << 30;

    private static Fleet with(Consumer<Instance> shop, Consumer<Subscribing> feed) {
        return aFleet().with("shop", shop)
                .with("lake", server -> server.subscribes("feed", sub -> feed.accept(sub.to("shop", "shop"))));
    }

    private static Fleet withSlot(Consumer<AnySlot> slot) {
        return with(server -> server.slot("feed", each -> slot.accept(each.readBy(1))), sub -> {});
    }

    private static Finding worst(Stream stream) {
        return stream.health().findings().getFirst();
    }

    @Test
    void a_missing_slot_is_an_error_whose_remedy_begins_anew() {
        Stream stream = with(server -> server.database("shop").publishes("shop"), Subscribing::notWorking)
                .onlyStream();

        ApplyHealthTest.assertError(stream, "slot_missing");
        assertThat(worst(stream).remedy())
                .contains("alter subscription \"feed\" set (slot_name = none); drop subscription \"feed\";");
    }

    @Test
    void a_subscription_newer_than_the_last_look_at_its_source_is_not_missing_its_slot() {
        Stream stream = with(
                        server -> server.database("shop").publishes("shop"),
                        sub -> sub.was(NOON.plusSeconds(1), 80, 0, 0))
                .onlyStream();

        assertThat(stream.health().findings()).extracting(Finding::code).doesNotContain("slot_missing");
    }

    @Test
    void a_missing_slot_needs_no_word_of_the_workers_that_come_and_go_for_it() {
        Stream stream = with(
                        server -> server.database("shop").publishes("shop"),
                        sub -> sub.notWorking()
                                .was(NOON.minusSeconds(3600), 80, 0, 0)
                                .was(NOON, null, 0, 0))
                .onlyStream();

        assertThat(stream.health().findings()).extracting(Finding::code).containsExactly("slot_missing");
    }

    @Test
    void a_disabled_subscription_without_a_slot_is_no_more_than_a_warning() {
        Stream stream =
                with(server -> server.publishes("shop"), Subscribing::disabled).onlyStream();

        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "wal_removed, raise max_slot_wal_keep_size",
        "rows_removed, hot_standby_feedback",
        "wal_level_insufficient, Keep wal_level at logical",
        "idle_timeout, idle_replication_slot_timeout"
    })
    void a_lost_slot_tells_its_reason_and_how_to_prevent_it(String reason, String prevention) {
        Stream stream = withSlot(slot -> slot.lost(reason)).onlyStream();

        ApplyHealthTest.assertError(stream, "slot_lost");
        assertThat(worst(stream).message()).contains(reason);
        assertThat(worst(stream).remedy())
                .contains("drop subscription \"feed\";")
                .contains(prevention);
        assertThat(stream.forecast()).isNull();
    }

    /** A conflicting slot of 16, which gives no reason. */
    @Test
    void a_slot_of_a_primary_was_not_lost_by_a_conflict_with_recovery() {
        var conflicting = new Upkeep(null, null, true, null, null);
        Stream stream =
                withSlot(slot -> slot.wal("lost", 0).upkeep(conflicting)).onlyStream();

        ApplyHealthTest.assertError(stream, "slot_lost");
        assertThat(worst(stream).message()).contains("max_slot_wal_keep_size").doesNotContain("recovery");
    }

    @Test
    void the_last_call_for_a_slot_is_critical_while_changes_still_flow() {
        Stream stream = with(
                        server -> server.set("max_slot_wal_keep_size", "64MB")
                                .slot("feed", slot -> slot.readBy(1).wal("unreserved", -944_112)),
                        sub -> {})
                .onlyStream();

        assertThat(worst(stream).code()).isEqualTo("slot_last_call");
        assertThat(worst(stream).message()).contains("922 KiB").contains("next checkpoint");
        assertThat(worst(stream).remedy())
                .contains("alter system set max_slot_wal_keep_size = '128MB'; select pg_reload_conf();");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
        assertThat(Objects.requireNonNull(stream.forecast()).untilLost()).isEqualTo(Duration.ZERO);
    }

    /** The log grows by a mebibyte a second while the slot stays where it is. */
    private static Fleet growing(long safe) {
        return growing(safe, 120);
    }

    private static Fleet growing(long safe, int seconds) {
        var fleet = withSlot(slot -> slot.restart(0).wal("extended", safe));
        for (int second = 0; second < seconds; second += 5) {
            long end = 1000 + ((long) second << 20);
            fleet.after(Duration.ofSeconds(5))
                    .change("shop", server -> server.wal(end))
                    .see("lake");
        }
        return fleet;
    }

    @Test
    void a_slot_that_will_be_lost_within_the_hour_is_critical() {
        Stream stream = growing(1800L << 20).onlyStream();

        assertThat(worst(stream).code()).isEqualTo("slot_soon_lost");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(Objects.requireNonNull(stream.forecast()).growth()).isBetween(1_000_000.0, 1_100_000.0);
        assertThat(Objects.requireNonNull(stream.forecast().untilLost()).toMinutes())
                .isBetween(29L, 31L);
    }

    @Test
    void a_slot_that_will_be_lost_within_the_day_is_a_warning() {
        Stream stream = growing(10 * GIB).onlyStream();

        assertThat(worst(stream).code()).isEqualTo("slot_soon_lost");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void of_a_slot_that_is_read_and_new_nothing_is_foretold() {
        assertThat(growing(10 * GIB, 30).onlyStream().health().findings())
                .extracting(Finding::code)
                .doesNotContain("slot_soon_lost");
    }

    @Test
    void a_slot_with_room_for_days_is_no_matter() {
        assertThat(growing(500 * GIB).onlyStream().health().findings())
                .extracting(Finding::code)
                .doesNotContain("slot_soon_lost", "wal_retained");
    }

    @Test
    void much_retained_wal_is_a_warning_even_without_a_limit() {
        Stream stream = with(
                        server -> server.wal(20 * GIB)
                                .set("max_slot_wal_keep_size", "-1")
                                .slot(
                                        "feed",
                                        slot -> slot.readBy(1)
                                                .confirmed(20 * GIB)
                                                .restart(0)),
                        sub -> {})
                .onlyStream();

        assertThat(worst(stream).code()).isEqualTo("wal_retained");
        assertThat(worst(stream).remedy()).contains("may fill the disk");
        assertThat(Objects.requireNonNull(stream.forecast()).untilLost()).isNull();
    }

    @Test
    void a_gibibyte_is_much_where_the_slot_does_not_move() {
        var fleet = with(
                server -> server.wal(2 * GIB)
                        .slot("feed", slot -> slot.confirmed(2 * GIB).restart(0)),
                Subscribing::disabled);

        assertThat(fleet.onlyStream().health().findings())
                .extracting(Finding::code)
                .doesNotContain("wal_retained");
        fleet.after(Duration.ofMinutes(6)).pollAll();
        assertThat(fleet.onlyStream().health().findings())
                .extracting(Finding::code)
                .contains("wal_retained");
    }

    @Test
    void old_rows_that_a_slot_keeps_are_told_apart_from_old_catalog_rows() {
        Stream stream = withSlot(slot -> slot.upkeep(new Upkeep(null, 1_200_000_000L, null, null, null)))
                .onlyStream();

        assertThat(worst(stream).code()).isEqualTo("catalog_xmin_held");
        assertThat(worst(stream).message()).contains("1200 million");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
    }

    @Test
    void decoding_that_spills_is_worth_a_note() {
        Stream stream = withSlot(slot ->
                        slot.upkeep(new Upkeep(null, null, null, null, new Decoded(12, 3 * GIB, 0, 0, 4 * GIB))))
                .onlyStream();

        assertThat(worst(stream).code()).isEqualTo("decoding_spills");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void failover_slots_wait_for_a_standby_that_is_down() {
        Stream stream = with(
                        server -> server.set("synchronized_standby_slots", "phys")
                                .slot("phys", AnySlot::physical)
                                .slot("feed", slot -> slot.readBy(1).failover()),
                        sub -> {})
                .onlyStream();

        ApplyHealthTest.assertError(stream, "failover_slot_wait");
    }

    private static PublishedTables tables(int count) {
        return new PublishedTables(count, 0, 0, 0, 0, List.of(), 0, List.of(), List.of());
    }

    private static Stream publishing(int version, String publication, int count) {
        return with(
                        server -> server.version(version)
                                .publication(publication, tables(count))
                                .slot("feed", slot -> slot.readBy(1)),
                        sub -> {})
                .onlyStream();
    }

    @Test
    void a_missing_publication_will_stop_the_stream_before_18() {
        Finding finding = worst(publishing(160_001, "other", 3));

        assertThat(finding.code()).isEqualTo("publication_missing");
        assertThat(finding.message()).contains("all").contains("stops at the first change");
        assertThat(finding.remedy()).contains("pg_replication_slot_advance('feed'");
    }

    @Test
    void a_missing_publication_silently_drops_changes_from_18_on() {
        assertThat(worst(publishing(180_000, "other", 3)).message()).contains("without a word");
    }

    @Test
    void tables_that_came_to_the_publication_are_not_subscribed_to_before_a_refresh() {
        Finding finding = worst(publishing(170_002, "all", 5));

        assertThat(finding.code()).isEqualTo("tables_not_subscribed");
        assertThat(finding.message()).startsWith("2 tables");
        assertThat(finding.remedy()).contains("alter subscription \"feed\" refresh publication;");
    }

    @Test
    void tables_that_left_the_publication_are_worth_a_note() {
        assertThat(worst(publishing(170_002, "all", 2)).code()).isEqualTo("tables_not_published");
    }

    @Test
    void a_publication_of_just_the_subscribed_tables_is_fine() {
        assertThat(publishing(170_002, "all", 3).health().findings()).isEmpty();
    }

    @Test
    void a_stream_that_flows_and_falls_behind_tells_which_end_is_slow() {
        var fleet = withSlot(slot -> slot.confirmed(1000));
        fleet.after(Duration.ofMinutes(10))
                .change("shop", server -> server.wal(1000 + 64L * (1 << 20)))
                .see("lake");
        fleet.after(Duration.ofMinutes(10))
                .change("shop", server -> {})
                .change(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").heardAt(fleet.now())));

        assertThat(worst(fleet.onlyStream()).code()).isEqualTo("lagging");
        assertThat(worst(fleet.onlyStream()).since()).isNull();
        assertThat(NOON).isBefore(fleet.now());
    }
}
