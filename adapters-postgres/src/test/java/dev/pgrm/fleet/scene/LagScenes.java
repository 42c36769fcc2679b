package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fault.Direction;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.fleet.WatchedFleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lag tells the truth: nothing on an idle source, and all of it when the way between the two ends is cut, held up or silent. */
abstract class LagScenes {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What grows beyond this is no rounding. */
    private static final Duration CLEARLY = Duration.ofSeconds(2);

    private static final String LOGICAL = "feed";
    private static final String PHYSICAL = "dr";

    private final Versions versions;
    private FaultProxy toReplica;
    private FaultProxy toStandby;
    private Fleet fleet;
    private WatchedFleet watched;

    LagScenes(Versions versions) {
        this.versions = versions;
    }

    @BeforeEach
    void start() {
        toReplica = FaultProxy.open();
        toStandby = FaultProxy.open();
        fleet = aFleet().primary("hub", versions.source())
                .tables("orders", "unpublished")
                .logicalReplica("house", versions.target(), following("hub"), tables("orders"))
                .named(LOGICAL)
                .through(toReplica)
                .standby("hub-dr", following("hub"))
                .setting("cluster_name", PHYSICAL)
                .through(toStandby)
                .monitoringRole("pgrm_monitor")
                .start()
                .awaitStreaming();
        watched = WatchedFleet.watching(fleet);
    }

    @AfterEach
    void stop() {
        watched.close();
        fleet.close();
        toReplica.close();
        toStandby.close();
    }

    @Test
    void an_idle_source_has_no_lag_however_long_it_idles() {
        write("orders");
        awaitNone();

        await().during(CLEARLY.plusSeconds(2)).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(lag(LOGICAL)).isEqualTo(new Lag(Bytes.ZERO, Duration.ZERO));
            assertThat(lag(PHYSICAL)).isEqualTo(new Lag(Bytes.ZERO, Duration.ZERO));
        });
    }

    @Test
    void a_source_that_writes_what_nobody_subscribed_to_falls_behind_by_nothing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            write("unpublished");
            assertThat(watched.look().streams())
                    .hasSize(2)
                    .allSatisfy(stream -> assertThat(stream.lag().time()).isLessThan(CLEARLY));
        });
        awaitNone();
    }

    @Test
    void a_way_that_is_cut_lets_lag_climb_though_nobody_sends() {
        awaitNone();
        toReplica.cut();
        toStandby.cut();
        awaitLag();
        toReplica.restore();
        toStandby.restore();
        awaitNone();
    }

    @Test
    void a_way_that_swallows_everything_lets_lag_climb_while_both_ends_believe_in_it() {
        awaitNone();
        toReplica.blackHole();
        toStandby.blackHole();
        awaitLag();
        assertThat(watched.look().streams())
                .extracting(each -> each.lag().bytes())
                .doesNotContain(Bytes.ZERO);
    }

    @Test
    void an_apply_that_waits_for_a_lock_is_behind_though_the_server_reports_no_lag() throws SQLException {
        awaitNone();
        try (Connection blocker = fleet.server("house").database().connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table orders");
            awaitLag(List.of(LOGICAL));
            blocker.rollback();
        }
        awaitNone();
    }

    @Test
    void a_replay_that_is_paused_is_behind() {
        awaitNone();
        fleet.server("hub-dr").sql("select pg_wal_replay_pause()");
        awaitLag(List.of(PHYSICAL));
        fleet.server("hub-dr").sql("select pg_wal_replay_resume()");
        awaitNone();
    }

    @Test
    void a_slow_way_is_behind_by_no_more_than_it_takes() {
        toReplica.delay(Direction.TO_CLIENT, Duration.ofMillis(300));
        await().atMost(PATIENCE).untilAsserted(() -> {
            write("orders");
            var stream = WatchedFleet.stream(watched.look(), LOGICAL);
            assertThat(stream.status()).isEqualTo(Status.ACTIVE);
            assertThat(stream.lag().bytes()).isNotEqualTo(Bytes.ZERO);
        });
        awaitNone();
    }

    private void awaitLag() {
        awaitLag(List.of(LOGICAL, PHYSICAL));
    }

    /** Time comes to be behind by, as polls go on. */
    private void awaitLag(List<String> streams) {
        write("orders");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(streams).allSatisfy(name -> {
                    assertThat(lag(name).bytes()).isNotNull().isNotEqualTo(Bytes.ZERO);
                    assertThat(lag(name).time()).isGreaterThan(CLEARLY);
                }));
    }

    private void awaitNone() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(watched.look().streams())
                        .hasSize(2)
                        .allSatisfy(stream -> assertThat(stream.lag()).isEqualTo(new Lag(Bytes.ZERO, Duration.ZERO))));
    }

    private Lag lag(String name) {
        return WatchedFleet.stream(watched.look(), name).lag();
    }

    private void write(String table) {
        fleet.server("hub").sql("insert into " + table + " (payload) values ('x')");
    }
}
