package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static dev.pgrm.domain.topology.Logged.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whether a stream that broke is shown as broken at once, and one that merely hiccups is not. */
class ApplyHealthTest {
    private static final Instant LONG_AGO = NOON.minusSeconds(3600);

    private static Stream feed(Consumer<AnySlot> slot, Consumer<Subscribing> subscription, Consumer<Instance> lake) {
        return aFleet().with("shop", server -> server.slot("feed", slot))
                .with("lake", server -> {
                    server.subscribes("feed", sub -> subscription.accept(sub.to("shop", "shop")));
                    lake.accept(server);
                })
                .onlyStream();
    }

    private static Stream feed(Consumer<Subscribing> subscription) {
        return feed(slot -> slot.readBy(1), subscription, server -> {});
    }

    static void assertError(Stream stream, String code) {
        assertThat(stream.status()).isEqualTo(Status.ERROR);
        assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo(code);
        assertThat(Objects.requireNonNull(stream.error()).trouble().code()).isEqualTo(code);
        assertThat(stream.reason())
                .isEqualTo(stream.health().findings().getFirst().message());
    }

    @Test
    void a_healthy_idle_stream_has_no_findings() {
        Stream stream = feed(sub -> sub.was(LONG_AGO, 80, 0, 0));

        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
        assertThat(stream.health().findings()).isEmpty();
        assertThat(stream.health().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_worker_that_is_gone_after_an_error_was_counted_is_an_error_at_the_first_poll_that_sees_it() {
        Stream stream =
                feed(slot -> {}, sub -> sub.notWorking().was(LONG_AGO, 80, 0, 0).was(NOON, null, 1, 0), lake -> {});

        assertError(stream, "apply_failing");
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isTrue();
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON);
    }

    @Test
    void a_worker_that_is_gone_without_an_error_is_broken_at_once_yet_no_alarm() {
        Stream stream =
                feed(slot -> {}, sub -> sub.notWorking().was(LONG_AGO, 80, 0, 0).was(NOON, null, 0, 0), lake -> {});

        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(stream.status().healthy()).isFalse();
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("apply_restarting");
    }

    @Test
    void a_worker_that_was_restarted_once_leaves_no_trace() {
        Stream stream = feed(sub -> sub.worker(81)
                .was(LONG_AGO, 80, 0, 0)
                .was(NOON.minusSeconds(5), null, 0, 0)
                .was(NOON, 81, 0, 0));

        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
        assertThat(stream.health().findings()).isEmpty();
    }

    @Test
    void a_worker_that_does_not_come_back_is_an_error() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.notWorking().was(LONG_AGO, 80, 0, 0).was(NOON.minusSeconds(12), null, 0, 0),
                lake -> {});

        assertError(stream, "connect_failed");
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON.minusSeconds(12));
    }

    @Test
    void a_worker_caught_running_between_two_failures_does_not_pass_for_recovered() {
        Stream stream = feed(sub -> sub.worker(83)
                .was(LONG_AGO, 80, 0, 0)
                .was(NOON.minusSeconds(20), null, 1, 0)
                .was(NOON.minusSeconds(10), null, 3, 0)
                .was(NOON, 83, 3, 0));

        assertError(stream, "apply_failing");
        assertThat(stream.reason()).contains("3 errors");
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON.minusSeconds(20));
    }

    @Test
    void a_loop_is_seen_by_its_changing_workers_where_nothing_is_counted() {
        Stream stream = feed(
                slot -> slot.readBy(1),
                sub -> sub.worker(84)
                        .wasUncounted(LONG_AGO, 80)
                        .wasUncounted(NOON.minusSeconds(15), 82)
                        .wasUncounted(NOON.minusSeconds(10), null)
                        .wasUncounted(NOON.minusSeconds(5), 83)
                        .wasUncounted(NOON, 84),
                lake -> lake.version(140_010));

        assertThat(stream.status()).isEqualTo(Status.ERROR);
    }

    @Test
    void a_worker_that_lasts_has_recovered() {
        Stream stream = feed(sub -> sub.worker(84)
                .was(LONG_AGO, 80, 0, 0)
                .was(NOON.minusSeconds(40), null, 5, 0)
                .was(NOON.minusSeconds(30), 84, 5, 0));

        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_closed_connection_shows_at_the_source_before_the_worker_notices() {
        Stream stream = feed(slot -> {}, sub -> sub.was(LONG_AGO, 80, 0, 0), lake -> {});

        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("slot_not_read");
    }

    @Test
    void a_worker_that_started_after_the_source_was_seen_is_believed() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> {}))
                .after(Duration.ofSeconds(3))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").was(NOON.plusSeconds(3), 80, 0, 0)));

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void an_apply_that_waits_for_a_lock_names_who_holds_it() {
        Stream stream = feed(sub -> sub.blocked(NOON.minusSeconds(60), 4121, 4122));

        Finding finding = stream.health().findings().getFirst();
        assertThat(finding.code()).isEqualTo("apply_blocked");
        assertThat(finding.message()).contains("60 seconds").contains("4121, 4122");
        assertThat(finding.remedy()).contains("select pg_terminate_backend(4121);");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void a_lock_of_a_moment_is_worth_no_warning() {
        assertThat(feed(sub -> sub.blocked(NOON.minusSeconds(3), 4121)).health().verdict())
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_source_in_a_black_hole_is_noticed_by_its_silence() {
        assertThat(feed(sub -> sub.heardAt(NOON.minusSeconds(91))).health().findings())
                .extracting(Finding::code)
                .contains("apply_silent");
        assertThat(feed(sub -> sub.heardAt(NOON.minusSeconds(31))).health().findings())
                .isEmpty();
    }

    @Test
    void all_workers_taken_are_named_as_the_reason() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.notWorking().was(NOON.minusSeconds(60), null, 0, 0),
                lake -> lake.limit("max_logical_replication_workers", 4, 4));

        assertError(stream, "workers_exhausted");
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy())
                .contains("alter system set max_logical_replication_workers = '8'");
    }

    @Test
    void all_senders_taken_are_named_as_the_reason() {
        Stream stream = aFleet().with(
                        "shop", server -> server.slot("feed", slot -> {}).limit("max_wal_senders", 10, 10))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed",
                                sub -> sub.to("shop", "shop").notWorking().was(NOON.minusSeconds(60), null, 0, 0)))
                .onlyStream();

        assertError(stream, "senders_exhausted");
    }

    @Test
    void a_slot_that_another_process_still_holds_is_named_with_the_process() {
        Stream stream = feed(
                slot -> slot.readBy(4711), sub -> sub.notWorking().was(NOON.minusSeconds(60), null, 0, 0), lake -> {});

        assertError(stream, "slot_busy");
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy())
                .contains("select pg_terminate_backend(4711);");
    }

    @Test
    void a_subscription_that_a_person_disabled_is_inactive_and_a_warning() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.disabled()
                        .disablesOnError()
                        .was(LONG_AGO, true, 80, 2, 0)
                        .was(NOON.minusSeconds(60), false, null, 2, 0),
                lake -> {});

        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("subscription_disabled");
        assertThat(stream.health().findings().getFirst().remedy()).contains("alter subscription \"feed\" enable;");
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON.minusSeconds(60));
        assertThat(stream.health().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void a_subscription_whose_errors_rose_as_it_was_disabled_was_disabled_by_an_error() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.disabled()
                        .disablesOnError()
                        .was(LONG_AGO, true, 80, 2, 0)
                        .was(NOON, false, null, 3, 0),
                lake -> {});

        assertError(stream, "disabled_on_error");
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isTrue();
    }

    @Test
    void the_log_tells_which_error_disabled_it() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.disabled().disablesOnError(),
                lake -> lake.logs(logged(MessageCode.UNIQUE_VIOLATION, NOON.minusSeconds(9), "duplicate key")
                                .of("public.t")
                                .finished(0x17860A8))
                        .logs(logged(MessageCode.DISABLED_ON_ERROR, NOON.minusSeconds(9), "has been disabled")));

        assertError(stream, "disabled_on_error");
        assertThat(stream.reason()).contains("public.t").contains("duplicate key");
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isFalse();
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy())
                .contains("skip (lsn = '0/17860A8');")
                .contains("alter subscription \"feed\" enable;");
    }

    @Test
    void the_log_tells_that_a_person_disabled_it() {
        Stream stream = feed(
                slot -> {},
                sub -> sub.disabled()
                        .disablesOnError()
                        .was(LONG_AGO, true, 80, 2, 0)
                        .was(NOON, false, null, 3, 0),
                lake -> lake.logs(logged(MessageCode.DISABLED, NOON, "will stop because it was disabled")));

        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
    }

    @Test
    void disable_on_error_is_worth_a_note_before_it_strikes() {
        Stream stream = feed(Subscribing::disablesOnError);

        assertThat(stream.health().findings()).extracting(Finding::code).containsExactly("disables_on_error");
        assertThat(stream.health().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void conflicts_that_were_counted_are_told_as_counts_of_attempts() {
        Stream stream = feed(sub -> sub.conflicts(Map.of("update_missing", 3L, "insert_exists", 0L)));

        assertThat(stream.health().findings().getFirst().message()).contains("3 update_missing");
        assertThat(stream.health().findings()).hasSize(1);
    }

    @Test
    void a_transaction_that_is_to_be_skipped_can_be_called_off() {
        assertThat(feed(sub -> sub.skipping(0x17860A8))
                        .health()
                        .findings()
                        .getFirst()
                        .remedy())
                .contains("skip (lsn = none);");
    }

    @Test
    void two_streams_that_oppose_each_other_need_origin_none() {
        var fleet = aFleet().with(
                        "a",
                        server -> server.slot("to_b", slot -> slot.readBy(1))
                                .subscribes("to_a", sub -> sub.to("b", "b").origin("any")))
                .with(
                        "b",
                        server -> server.slot("to_a", slot -> slot.readBy(1))
                                .subscribes("to_b", sub -> sub.to("a", "a").origin("none")));

        assertThat(LogicalLinksTest.streamTo(fleet, "a").health().findings())
                .extracting(Finding::code)
                .contains("changes_circle");
        assertThat(LogicalLinksTest.streamTo(fleet, "b").health().findings())
                .extracting(Finding::code)
                .doesNotContain("changes_circle");
    }

    @Test
    void a_source_that_nobody_reaches_breaks_the_stream_for_sure() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed",
                                sub -> sub.to("shop", "shop").notWorking().was(NOON.minusSeconds(60), null, 0, 0)))
                .down("shop");

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.INACTIVE);
        assertThat(fleet.onlyStream().stale()).isTrue();
        assertThat(fleet.onlyStream().health().verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(fleet.onlyStream().health().findings())
                .extracting(Finding::code)
                .contains("source_unreachable", "connect_failed");
    }

    @Test
    void a_source_that_only_we_do_not_reach_leaves_the_verdict_open() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")))
                .down("shop");

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ACTIVE);
        assertThat(fleet.onlyStream().health().verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
