package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static dev.pgrm.domain.topology.Logged.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Slot.Upkeep;
import dev.pgrm.domain.stream.Stream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhysicalHealthTest {
    private static Fleet pair(Consumer<Instance> main, Consumer<Instance> spare) {
        return aFleet().with("main", server -> {
                    server.sender(5, "walreceiver", "spare");
                    main.accept(server);
                })
                .with("spare", server -> {
                    server.standbyOf("main").receivesFrom("main", 5432, null);
                    spare.accept(server);
                });
    }

    private static Stream cut(Consumer<Instance> main, Consumer<Instance> spare) {
        var fleet = pair(server -> {}, server -> {});
        fleet.onlyStream();
        return fleet.change("main", server -> main.accept(server.noSenders()))
                .change("spare", server -> spare.accept(server.receivesNothing()))
                .onlyStream();
    }

    @Test
    void a_standby_that_follows_has_no_findings() {
        Stream stream = pair(server -> {}, server -> {}).onlyStream();

        assertThat(stream.health().findings()).isEmpty();
        assertThat(stream.health().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_standby_that_is_not_connected_is_an_error() {
        ApplyHealthTest.assertError(cut(server -> {}, server -> {}), "standby_not_receiving");
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageCode.class,
            names = {
                "WAL_REMOVED",
                "SLOT_MISSING",
                "SLOT_LOST",
                "SERVER_UNREACHABLE",
                "AUTHENTICATION_FAILED",
                "SYSTEM_DIFFERS",
                "TIMELINE_DIVERGED",
                "SENDERS_EXHAUSTED",
                "STREAM_BROKEN"
            })
    void the_log_of_the_standby_tells_why(MessageCode code) {
        Stream stream = cut(
                server -> {},
                server -> server.logs(logged(code, NOON, "so it says").by(7)));

        ApplyHealthTest.assertError(stream, code.code());
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isFalse();
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy()).isNotBlank();
    }

    @Test
    void a_copied_standby_asks_for_a_slot_that_is_not_there() {
        Stream stream = cut(server -> {}, server -> server.set("primary_slot_name", "of_another"));

        ApplyHealthTest.assertError(stream, "slot_missing");
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isTrue();
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy())
                .contains("select pg_create_physical_replication_slot('of_another', true);");
    }

    @Test
    void senders_that_are_all_taken_keep_a_standby_out() {
        ApplyHealthTest.assertError(
                cut(server -> server.limit("max_wal_senders", 10, 10), server -> {}), "senders_exhausted");
    }

    @Test
    void a_lost_slot_takes_the_wal_of_its_standby_along() {
        Stream stream = pair(
                        server -> server.slot(
                                "phys", slot -> slot.physical().readBy(5).lost("wal_removed")),
                        server -> server.receivesFrom("main", 5432, "phys"))
                .onlyStream();

        ApplyHealthTest.assertError(stream, "slot_lost");
    }

    @Test
    void feedback_of_a_standby_that_keeps_old_rows_is_a_warning() {
        Stream stream = pair(
                        server -> server.slot(
                                "phys",
                                slot -> slot.physical()
                                        .readBy(5)
                                        .upkeep(new Upkeep(150_000_000L, null, null, null, null))),
                        server -> server.receivesFrom("main", 5432, "phys"))
                .onlyStream();

        assertThat(stream.health().findings().getFirst().code()).isEqualTo("xmin_held");
        assertThat(stream.health().findings().getFirst().remedy()).contains("hot_standby_feedback");
    }

    private static Activity paused() {
        return new Activity(null, 0, null, null, true, Map.of());
    }

    @Test
    void paused_replay_is_a_warning_with_the_statement_that_ends_it() {
        Finding finding = pair(server -> {}, server -> server.activity(paused()))
                .onlyStream()
                .health()
                .findings()
                .getFirst();

        assertThat(finding.code()).isEqualTo("replay_paused");
        assertThat(finding.remedy()).contains("select pg_wal_replay_resume();");
    }

    @Test
    void replay_that_paused_for_lower_limits_says_so() {
        assertThat(pair(
                                server -> {},
                                server -> server.activity(paused())
                                        .logs(logged(
                                                        MessageCode.LIMITS_TOO_LOW,
                                                        NOON,
                                                        "insufficient parameter settings")
                                                .by(7)))
                        .onlyStream()
                        .health()
                        .findings()
                        .getFirst()
                        .code())
                .isEqualTo("limits_too_low");
    }

    @Test
    void a_delay_on_purpose_is_no_more_than_a_note() {
        Stream stream = pair(server -> {}, server -> server.set("recovery_min_apply_delay", "1h"))
                .onlyStream();

        assertThat(stream.health().findings()).extracting(Finding::code).containsExactly("replay_delayed");
        assertThat(stream.health().findings().getFirst().message()).contains("60 minutes");
    }

    @Test
    void queries_that_replay_cancelled_are_told_of_the_standby() {
        var fleet = pair(
                server -> {},
                server ->
                        server.activity(new Activity(null, 0, null, null, false, Map.of("snapshot", 4L, "lock", 0L))));

        assertThat(fleet.serverHealth("spare").findings())
                .filteredOn(finding -> finding.code().equals("recovery_conflict"))
                .singleElement()
                .matches(finding -> finding.message().endsWith("4 snapshot"));
    }

    private static Stream failover(Consumer<Instance> spare) {
        var fleet = pair(server -> server.slot("feed", slot -> slot.readBy(9).failover()), spare);
        return LogicalLinksTest.streamTo(fleet, "spare");
    }

    @Test
    void a_failover_slot_whose_copy_is_not_complete_would_be_lost() {
        Stream stream = failover(server -> server.set("sync_replication_slots", "on")
                .slot("feed", slot -> slot.synced().temporary()));

        assertThat(stream.health().findings().getFirst().code()).isEqualTo("failover_slot_not_ready");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void a_failover_slot_that_is_copied_whole_is_fine() {
        assertThat(failover(server -> server.set("sync_replication_slots", "on").slot("feed", AnySlot::synced))
                        .health()
                        .findings())
                .isEmpty();
    }

    @Test
    void a_standby_that_copies_no_slots_is_worth_a_note() {
        assertThat(failover(server -> {}).health().findings())
                .extracting(Finding::code)
                .containsExactly("failover_slots_not_synced");
    }

    @Test
    void a_standby_that_cannot_be_reached_and_has_no_sender_is_down_for_sure() {
        var fleet = pair(server -> {}, server -> {});
        fleet.onlyStream();
        Stream stream = fleet.down("spare").change("main", Instance::noSenders).onlyStream();

        assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("target_unreachable");
    }
}
