package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.postgres.Bytes;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the servers that feed it keep for a server which is away for a while. */
class DowntimeForeseenTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** The shop writes a thousand bytes a second. */
    private static Fleet busy(Consumer<Instance> shop, Consumer<AnySlot> slot) {
        return aFleet().with("shop", server -> {
                    shop.accept(server.wal(1000));
                    server.slot("feed", slot.andThen(each -> each.readBy(1)));
                })
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").disablesOnError(false)))
                .after(Duration.ofSeconds(10))
                .change("shop", server -> server.wal(11_000))
                .see("lake");
    }

    @Test
    void a_slot_is_lost_when_more_is_written_than_it_may_hold() {
        var fleet = busy(shop -> {}, slot -> slot.safe(1_800_000));

        var foreseen = Foreseeing.downtime(fleet, "lake", HOUR);

        assertThat(foreseen.codes(Severity.CRITICAL)).containsExactly("slot_lost");
        assertThat(foreseen.effect("slot_lost").time()).isEqualTo(Duration.ofMinutes(30));
        assertThat(foreseen.effect("slot_lost").stream())
                .isEqualTo(fleet.onlyStream().id());
        assertThat(foreseen.effect("slot_lost").message()).contains("30 minutes");
    }

    @Test
    void a_shorter_downtime_leaves_hours_of_wal() {
        var foreseen = Foreseeing.downtime(busy(shop -> {}, slot -> slot.safe(14_400_000)), "lake", HOUR);

        assertThat(foreseen.codes(Severity.CRITICAL)).isEmpty();
        assertThat(foreseen.effect("wal_left").time()).isEqualTo(Duration.ofHours(4));
        assertThat(foreseen.effect("wal_left").bytes()).isEqualTo(new Bytes(3_600_000));
    }

    @Test
    void without_a_limit_the_disk_is_the_limit() {
        var effect =
                Foreseeing.downtime(busy(shop -> {}, slot -> {}), "lake", HOUR).effect("wal_accumulates");

        assertThat(effect.bytes()).isEqualTo(new Bytes(3_600_000));
    }

    @Test
    void since_18_a_slot_that_idles_too_long_is_invalidated() {
        var fleet =
                busy(shop -> shop.version(18 * 10_000 + 1).set("idle_replication_slot_timeout", "30min"), slot -> {});

        assertThat(Foreseeing.downtime(fleet, "lake", HOUR).codes(Severity.CRITICAL))
                .containsExactly("slot_idle_timeout");
        assertThat(Foreseeing.downtime(fleet, "lake", Duration.ofMinutes(29)).codes(Severity.CRITICAL))
                .isEmpty();
    }

    @Test
    void the_time_for_which_a_slot_idles_already_counts() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.version(180_001)
                                .set("idle_replication_slot_timeout", "30min")
                                .slot("feed", slot -> slot.inactiveSince(Fleet.NOON.minusSeconds(1200))))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").disabled()));

        var foreseen = Foreseeing.downtime(fleet, "lake", Duration.ofMinutes(15));

        assertThat(foreseen.effect("slot_idle_timeout").time()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_time_out_of_zero_is_none() {
        var fleet = busy(shop -> shop.version(18 * 10_000 + 1).set("idle_replication_slot_timeout", "0"), slot -> {});

        assertThat(Foreseeing.downtime(fleet, "lake", HOUR).codes()).doesNotContain("slot_idle_timeout");
    }

    @Test
    void a_server_seen_once_does_not_tell_how_fast_it_writes() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

        assertThat(Foreseeing.downtime(fleet, "lake", HOUR).codes()).contains("wal_rate_unknown");
    }

    @Test
    void a_slot_that_is_lost_already_is_not_lost_again() {
        var fleet = busy(shop -> {}, slot -> slot.safe(1).lost("wal_removed"));

        assertThat(Foreseeing.downtime(fleet, "lake", HOUR).codes())
                .contains("slot_already_lost")
                .doesNotContain("slot_lost");
    }

    private static Fleet standbyWithoutSlot(String keep) {
        return aFleet().with(
                        "main",
                        server -> server.wal(1000).set("wal_keep_size", keep).sender(5, "walreceiver", "spare"))
                .with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, null))
                .after(Duration.ofSeconds(10))
                .change("main", server -> server.wal(11_000))
                .see("spare");
    }

    @Test
    void a_standby_without_a_slot_relies_on_what_is_kept_anyway() {
        assertThat(Foreseeing.downtime(standbyWithoutSlot("64MB"), "spare", HOUR)
                        .codes())
                .contains("wal_kept");
        assertThat(Foreseeing.downtime(standbyWithoutSlot("0"), "spare", HOUR).codes(Severity.WARNING))
                .containsExactly("standby_may_lose_wal");
    }

    @Test
    void a_publisher_that_is_away_writes_nothing_that_its_slots_would_hold() {
        var foreseen = Foreseeing.downtime(busy(shop -> {}, slot -> slot.safe(1_800_000)), "shop", HOUR);

        assertThat(foreseen.codes()).containsExactly("reconnects");
    }
}
