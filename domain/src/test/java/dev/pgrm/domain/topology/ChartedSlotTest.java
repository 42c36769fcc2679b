package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.postgres.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartedSlotTest {
    private static final Fleet FLEET = aFleet().with(
                    "shop",
                    server -> server.wal(1000)
                            .slot("feed", slot -> slot.readBy(1))
                            .slot("leftover", slot -> slot.safe(100_000))
                            .slot("backup", slot -> slot.physical().temporary())
                            .slot("pg_" + oid("feed") + "_sync_17_" + system("lake"), slot -> {})
                            .slot("pg_999_sync_17_" + system("lake"), slot -> {}))
            .with(
                    "lake",
                    server -> server.subscribes(
                            "feed", sub -> sub.oid(oid("feed")).to("shop", "shop")))
            .after(Duration.ofSeconds(10))
            .change("shop", server -> server.wal(11_000));

    private static long oid(String subscription) {
        return 16_000L + subscription.length();
    }

    private static long system(String name) {
        return name.hashCode() & 0xFFFFFFFL;
    }

    private static List<ChartedSlot> slots() {
        return FLEET.chart().slots();
    }

    private static ChartedSlot slot(String name) {
        return slots().stream()
                .filter(each -> each.slot().name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_slot_knows_the_stream_that_it_feeds() {
        assertThat(slot("feed").stream()).isEqualTo(FLEET.onlyStream());
        assertThat(slot("feed").server()).isEqualTo(FLEET.serverId("shop"));
        assertThat(slot("feed").orphaned()).isFalse();
    }

    @Test
    void slots_that_hold_wal_for_nobody_are_orphaned() {
        assertThat(slots())
                .filteredOn(ChartedSlot::orphaned)
                .extracting(each -> each.slot().name().value())
                .containsExactly("leftover", "pg_999_sync_17_" + system("lake"));
    }

    @Test
    void an_orphan_has_a_forecast() {
        assertThat(slot("leftover").retained()).isEqualTo(new Bytes(10_100));
        assertThat(slot("leftover").forecast())
                .satisfies(forecast -> assertThat(forecast.untilLost()).isEqualTo(Duration.ofSeconds(100)));
        assertThat(slot("feed").forecast()).isEqualTo(FLEET.onlyStream().forecast());
    }

    @Test
    void the_copies_that_a_standby_keeps_are_no_orphans() {
        var fleet = aFleet().with("spare", server -> server.standbyOf("shop").slot("feed", AnySlot::synced));

        assertThat(fleet.chart().slots()).extracting(ChartedSlot::orphaned).containsExactly(false);
    }
}
