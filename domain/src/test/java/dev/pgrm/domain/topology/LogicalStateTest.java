package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.stream.Stream.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogicalStateTest {
    private static Fleet with(Consumer<AnySlot> slot, Consumer<Subscribing> subscription) {
        return aFleet().with("shop", server -> server.slot("feed", slot))
                .with("lake", server -> server.subscribes("feed", sub -> subscription.accept(sub.to("shop", "shop"))));
    }

    @ParameterizedTest
    @MethodSource("states")
    void the_two_ends_tell_the_state(
            Consumer<AnySlot> slot, Consumer<Subscribing> subscription, Status status, String reason) {
        Stream stream = with(slot, subscription).onlyStream();

        assertThat(stream.status()).isEqualTo(status);
        assertThat(stream.reason()).contains(reason);
    }

    static List<Arguments> states() {
        return List.of(
                row(slot -> slot.readBy(1), sub -> {}, Status.ACTIVE, "changes flow"),
                row(slot -> {}, Subscribing::disabled, Status.INACTIVE, "disabled"),
                row(slot -> {}, sub -> sub.slot(null), Status.INACTIVE, "detached"),
                row(slot -> {}, sub -> sub.slot("gone").notWorking(), Status.ERROR, "does not exist"),
                row(slot -> {}, Subscribing::notWorking, Status.ERROR, "apply worker is not running"),
                row(slot -> slot.lost("wal_removed"), Subscribing::notWorking, Status.ERROR, "(wal_removed)"),
                row(
                        slot -> slot.readBy(1),
                        sub -> sub.tables(Map.of(TableState.COPYING, 1, TableState.READY, 3)),
                        Status.SYNCING,
                        "3 of 4"));
    }

    private static Arguments row(
            Consumer<AnySlot> slot, Consumer<Subscribing> subscription, Status status, String reason) {
        return Arguments.of(slot, subscription, status, reason);
    }

    @Test
    void the_backfill_counts_tables_that_are_copied() {
        Stream stream = with(
                        slot -> slot.readBy(1),
                        sub -> sub.tables(Map.of(
                                TableState.INITIAL,
                                1,
                                TableState.COPYING,
                                1,
                                TableState.COPIED,
                                1,
                                TableState.READY,
                                1)))
                .onlyStream();

        assertThat(stream.backfill()).extracting(Backfill::percent).isEqualTo(50.0);
    }

    @Test
    void nothing_is_left_to_fill_when_all_tables_are_ready() {
        assertThat(with(slot -> slot.readBy(1), sub -> {}).onlyStream().backfill())
                .isNull();
    }

    @Test
    void a_server_that_nobody_polls_is_stale() {
        var fleet = with(slot -> slot.readBy(1), sub -> {}).after(Fleet.STALE_AFTER.plusMillis(1));

        assertThat(fleet.onlyStream().stale()).isTrue();
        assertThat(fleet.onlyStream().lag()).isEqualTo(Lag.UNKNOWN);
        assertThat(fleet.map().servers())
                .extracting(Topology.MappedServer::error)
                .extracting(Trouble::code)
                .containsOnly("not_polled");
    }

    @Test
    void a_server_polled_just_in_time_is_not_stale() {
        assertThat(with(slot -> slot.readBy(1), sub -> {})
                        .after(Fleet.STALE_AFTER)
                        .onlyStream()
                        .stale())
                .isFalse();
    }

    @Test
    void a_publisher_that_was_never_seen_is_not_blamed_for_a_missing_slot() {
        Stream stream = with(slot -> {}, sub -> {}).notPolledYet("shop").onlyStream();

        assertThat(stream.error()).isNull();
        assertThat(stream.lag()).isEqualTo(Lag.UNKNOWN);
    }

    @Test
    void the_summary_counts_what_is_drawn() {
        var fleet = with(slot -> slot.readBy(1).confirmed(400), sub -> {})
                .with(
                        "pond",
                        server -> server.subscribes(
                                "cut", sub -> sub.to("shop", "shop").disabled()))
                .with("dead", server -> {})
                .neverSeen("dead");

        var summary = fleet.map().summary();

        assertThat(summary.servers()).isEqualTo(4);
        assertThat(summary.databases()).isEqualTo(4);
        assertThat(summary.streams()).isEqualTo(2);
        assertThat(summary.healthy()).isEqualTo(1);
        assertThat(summary.problems()).isEqualTo(2);
        assertThat(summary.maxLagBytes()).isEqualTo(600);
        assertThat(summary.maxLag()).isGreaterThanOrEqualTo(Duration.ZERO);
    }
}
