package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.fleet.WatchedFleet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Standbys that get nothing, or do nothing with it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any scene.
abstract class StandbyScenes {
    @Parameter
    Versions versions;

    private FaultProxy way;
    private Fleet fleet;
    private WatchedFleet watched;

    @BeforeEach
    void start() {
        way = FaultProxy.open();
        fleet = aFleet().primary("hub", versions.source())
                .setting("logging_collector", "on")
                .tables("orders")
                .monitoringRole("pgrm_monitor")
                .standby("dr", following("hub"))
                .setting("cluster_name", "dr")
                .through(way)
                .start()
                .awaitStreaming();
        Logs.grant(fleet.server("hub"), "pgrm_monitor");
        fleet.awaitCaughtUp();
        watched = WatchedFleet.watching(fleet);
        awaitWell();
    }

    @AfterEach
    void stop() {
        watched.close();
        fleet.close();
        way.close();
    }

    @Test
    void a_slot_that_is_not_there_can_be_made() {
        fleet.server("dr").sql("alter system set primary_slot_name = 'nowhere'", "select pg_reload_conf()");

        Stream stream = awaitError("slot_missing");

        assertThat(message(stream)).contains("nowhere").contains("hub").contains("dr");
        fleet.server("hub").sql(Advice.in(remedy(stream), "hub").getFirst().sql());
        awaitWell();
    }

    @Test
    void wal_that_is_gone_and_a_slot_that_is_lost() {
        fleet.server("dr").stop();
        fleet.server("hub")
                .sql(
                        "alter system set max_slot_wal_keep_size = '16MB'",
                        "alter system set max_wal_size = '32MB'",
                        "select pg_reload_conf()");
        await().atMost(Pair.PATIENCE).until(() -> {
            fleet.server("hub")
                    .sql("insert into orders (payload) values ('x')", "select pg_switch_wal()", "checkpoint");
            return fleet.server("hub")
                    .value("select wal_status from pg_replication_slots")
                    .equals("lost");
        });
        fleet.server("dr").start();

        Stream lost = awaitError("slot_lost");
        assertThat(message(lost)).contains("hub").contains("dr");

        // Without a slot the WAL is missing all the same.
        fleet.server("dr").sql("alter system set primary_slot_name = ''", "select pg_reload_conf()");
        fleet.server("hub").sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
        Stream gone = awaitError("wal_removed");
        assertThat(remedy(gone)).contains("restore_command").contains("dr");
    }

    @Test
    void replay_that_somebody_paused() {
        fleet.server("dr").sql("select pg_wal_replay_pause()");

        Finding told = awaitFinding("replay_paused");

        assertThat(told.message()).contains("dr");
        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        fleet.server("dr").sql(Advice.in(told.remedy(), "dr").getFirst().sql());
        awaitWell();
    }

    @Test
    void a_way_that_is_cut() {
        way.cut();

        Stream stream = awaitError("server_unreachable");

        assertThat(message(stream)).contains("hub").contains("dr");
        way.restore();
        awaitWell();
    }

    @Test
    void a_primary_that_is_down() {
        fleet.server("hub").stop();

        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = stream();
            assertThat(stream.stale()).isTrue();
            assertThat(stream.status()).isNotEqualTo(Status.ACTIVE);
            assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        });
        fleet.server("hub").start();
        awaitWell();
    }

    @Test
    void limits_that_are_lower_than_those_of_the_primary() {
        fleet.server("hub").sql("alter system set max_connections = 200");
        fleet.server("hub").restart();

        Finding told = awaitFinding("limits_too_low");

        assertThat(told.message()).contains("dr");
        assertThat(told.remedy()).contains("max_connections").contains("restart");
        fleet.server("dr").sql("alter system set max_connections = 200");
        fleet.server("dr").restart();
        awaitWell();
    }

    private Stream stream() {
        return watched.look().streams().getFirst();
    }

    private Stream awaitError(String code) {
        var seen = new AtomicReference<Stream>();
        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = stream();
            assertThat(stream.error())
                    .as("%s %s", stream.reason(), stream.health())
                    .isNotNull();
            assertThat(Objects.requireNonNull(stream.error()).trouble().code())
                    .as(stream.reason())
                    .isEqualTo(code);
            assertThat(stream.status()).isEqualTo(Status.ERROR);
            seen.set(stream);
        });
        return Objects.requireNonNull(seen.get());
    }

    private Finding awaitFinding(String code) {
        var seen = new AtomicReference<Finding>();
        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = stream();
            assertThat(stream.health().findings())
                    .as(stream.reason())
                    .extracting(Finding::code)
                    .contains(code);
            stream.health().findings().stream()
                    .filter(each -> each.code().equals(code))
                    .forEach(seen::set);
        });
        return Objects.requireNonNull(seen.get());
    }

    private void awaitWell() {
        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Topology topology = watched.look();
            assertThat(topology.streams()).hasSize(1);
            Stream stream = topology.streams().getFirst();
            assertThat(stream.status()).as(stream.reason()).isEqualTo(Status.ACTIVE);
            assertThat(stream.error()).isNull();
            assertThat(stream.health().verdict())
                    .as("%s", stream.health().findings())
                    .isEqualTo(Verdict.HEALTHY);
        });
    }

    private static String message(Stream stream) {
        return Objects.requireNonNull(stream.error()).trouble().message();
    }

    private static String remedy(Stream stream) {
        return Objects.requireNonNull(stream.error()).trouble().remedy();
    }
}
