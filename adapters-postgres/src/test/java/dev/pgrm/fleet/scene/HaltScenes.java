package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.domain.stream.StreamError.Side.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What holds changes up: locks, time-outs, and somebody or something that disabled the subscription. */
abstract class HaltScenes extends PairScenes {

    @Test
    void a_lock_that_another_session_holds() throws SQLException {
        Feed feed = pair.feed("h_lock");
        try (Connection blocker = pair.house().database().connect("blocker");
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table h_lock");
            feed.hub("insert into $ values (1, 'x')");

            Finding told = feed.awaitFinding("apply_blocked");

            String pid = feed.atHouse("select pid from pg_stat_activity where application_name = 'blocker'");
            assertThat(told.message()).contains("process " + pid).contains("house");
            assertThat(feed.stream().status()).isEqualTo(Status.ACTIVE);
            feed.heed(told.remedy());
        }
        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void a_lock_timeout_that_concerns_the_worker_too() throws SQLException {
        Feed feed = pair.feed("h_timeout").house("alter system set lock_timeout = '100ms'", "select pg_reload_conf()");
        try (Connection blocker = pair.house().database().connect("blocker");
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table h_timeout");
            feed.hub("insert into $ values (1, 'x')");

            String remedy = feed.remedyOf("lock_timeout", TARGET, "lock timeout");

            assertThat(remedy).contains("set lock_timeout = 0;");
            blocker.rollback();
        }
        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void a_deadlock_that_passes_by_itself() throws SQLException {
        Feed feed = pair.feed("h_deadlock")
                .hub("insert into $ values (1, 'x'), (2, 'x')")
                .awaitHouse("select count(*) = 2 from $")
                .house("alter system set deadlock_timeout = '500ms'", "select pg_reload_conf()");
        try (Connection blocker = pair.house().database().connect("blocker");
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("set deadlock_timeout = '20s'");
            statement.execute("update h_deadlock set v = 'y' where id = 2");
            feed.hub("update $ set v = 'z'").awaitHouse("select count(*) = 1 from pg_locks where not granted");
            statement.execute("update h_deadlock set v = 'y' where id = 1");
            assertThat(Logs.of(pair.house()).awaitLine("deadlock detected")).isNotEmpty();
            blocker.commit();
        }
        feed.awaitHouse("select bool_and(v = 'z') from $").awaitWell();
    }

    @Test
    void somebody_disabled_it() {
        Feed feed = pair.feed("h_disabled").house("alter subscription $ disable");

        Finding told = feed.awaitFinding("subscription_disabled");

        assertThat(told.message()).contains("h_disabled").contains("house");
        Stream stream = feed.stream();
        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(stream.error()).isNull();
        feed.heed(told.remedy()).awaitFlowing().awaitWell();
    }

    @Test
    void an_error_disabled_it() {
        from(V15);
        Feed feed = pair.feed("h_on_error", "copy_data = false, disable_on_error = true")
                .house("insert into $ values (1, 'local')")
                .hub("insert into $ values (1, 'remote')");

        String remedy = feed.remedyOf("disabled_on_error", TARGET, "h_on_error_pkey");

        assertThat(remedy).contains("skip (lsn = '");
        feed.heed(remedy).awaitFlowing().awaitWell();
        assertThat(feed.atHouse("select v from $")).isEqualTo("local");
    }

    @Test
    void a_restart_of_the_publisher_disabled_it() {
        from(V15);
        Feed feed = pair.feed("h_restart", "copy_data = false, disable_on_error = true");
        pair.hub().restart();

        String remedy = feed.remedyOf("disabled_on_error", TARGET, "disable_on_error");

        feed.heed(remedy).awaitFlowing().awaitWell();
    }

    @Test
    void a_copy_of_a_subscription_that_was_detached_from_its_slot() {
        Feed feed = pair.feed("h_detached")
                .house("alter subscription $ disable", "alter subscription $ set (slot_name = none)");

        Finding told = feed.awaitFinding("subscription_detached");
        Finding left = pair.awaitFinding("hub", "slot_unused");

        assertThat(left.message()).contains("h_detached");
        feed.heed(told.remedy());
        Awaitility.await()
                .atMost(Pair.PATIENCE)
                .untilAsserted(() -> assertThat(pair.look().streams()).isEmpty());
        pair.hub().sql(Advice.in(left.remedy(), "hub").getFirst().sql());
        pair.awaitGone("hub", "slot_unused");
    }
}
