package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static dev.pgrm.domain.stream.StreamError.Side.SOURCE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.Stream.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What becomes of slots and publications on the publisher while a stream needs them. */
abstract class SlotScenes extends PairScenes {

    @Test
    void somebody_dropped_the_slot() {
        Feed feed = pair.feed("s_dropped").house("alter subscription $ disable");
        drop(feed);
        feed.house("alter subscription $ enable");

        String remedy = feed.remedyOf("slot_missing", SOURCE, "Slot s_dropped", "hub");

        feed.heed(remedy).subscribed("copy_data = false").awaitFlowing().awaitWell();
    }

    @Test
    void a_slot_that_may_hold_back_no_more_wal() {
        Feed feed = pair.feed("s_lost")
                .hub("alter system set max_slot_wal_keep_size = '32MB'", "select pg_reload_conf()")
                .house("alter subscription $ disable");
        await().atMost(Pair.PATIENCE).until(() -> {
            feed.hub("select pg_logical_emit_message(false, 'x', 'x')", "select pg_switch_wal()");
            return feed.atHub("select wal_status from pg_replication_slots").equals("unreserved");
        });

        Finding call = feed.awaitFinding("slot_last_call");
        assertThat(call.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(call.message()).contains("s_lost").contains("hub");
        assertThat(call.remedy()).contains("max_slot_wal_keep_size = '64MB'");

        await().atMost(Pair.PATIENCE).until(() -> {
            feed.hub("select pg_switch_wal()", "checkpoint");
            return feed.atHub("select wal_status from pg_replication_slots").equals("lost");
        });
        String remedy = feed.remedyOf("slot_lost", SOURCE, "Slot s_lost", "hub", "max_slot_wal_keep_size");
        assertThat(remedy).contains("max_slot_wal_keep_size");

        feed.house(Advice.in(remedy, "house").getFirst().sql(), "truncate $")
                .subscribed("copy_data = true")
                .awaitFlowing()
                .awaitWell();
    }

    @Test
    void a_slot_that_idled_for_too_long() {
        from(V18);
        Feed feed = pair.feed("s_idle")
                .hub("alter system set idle_replication_slot_timeout = '1s'", "select pg_reload_conf()")
                .house("alter subscription $ disable");
        await().atMost(Pair.PATIENCE).until(() -> {
            feed.hub("checkpoint");
            return feed.atHub("select wal_status from pg_replication_slots").equals("lost");
        });

        String remedy = feed.remedyOf("slot_lost", SOURCE, "Slot s_idle", "idle_replication_slot_timeout");

        assertThat(remedy).contains("idle_replication_slot_timeout");
    }

    @Test
    void a_publication_that_was_dropped() {
        Feed feed = pair.feed("s_publication").hub("drop publication $", "insert into $ values (1, 'lost')");
        boolean goesOn = versions.source().compareTo(V18) >= 0;

        Finding told = feed.awaitFinding("publication_missing");
        assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.message()).contains("s_publication").contains("hub");

        feed.hub("create publication $ for table $");
        if (!goesOn) {
            String remedy = feed.remedyOf("publication_missing", SOURCE, "hub");
            feed.heed(remedy);
        }
        feed.awaitFlowing().hub("insert into $ values (2, 'later')").awaitHouse("select v = 'later' from $");
        await().atMost(Pair.PATIENCE)
                .untilAsserted(() -> assertThat(feed.stream().status()).isEqualTo(Status.ACTIVE));
    }

    @Test
    void a_slot_that_waits_for_a_standby_which_nobody_runs() {
        from(V17);
        Feed feed = pair.planned("s_failover")
                .hub(
                        "select pg_create_physical_replication_slot('s_standby')",
                        "alter system set synchronized_standby_slots = 's_standby'",
                        "select pg_reload_conf()")
                .awaitHub("select current_setting('synchronized_standby_slots') = 's_standby'")
                .subscribed("copy_data = false, failover = true")
                .awaitFlowing()
                .hub("insert into $ values (1, 'x')");

        Trouble told = requireNonNull(
                        feed.awaitError("failover_slot_wait", SOURCE).error())
                .trouble();

        assertThat(told.message()).contains("s_standby").contains("hub");
        assertThat(feed.atHouse("select count(*) from $")).isEqualTo("0");
        feed.heed(told.remedy()).awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void a_slot_that_somebody_forgot() {
        pair.hub().sql("select pg_create_logical_replication_slot('s_forgotten', 'pgoutput')");

        Finding told = pair.awaitFinding("hub", "slot_unused");

        assertThat(told.message()).contains("s_forgotten").contains("hub");
        pair.hub().sql(Advice.in(told.remedy(), "hub").getFirst().sql());
        pair.awaitGone("hub", "slot_unused");
    }

    @Test
    void what_streams_left_behind_and_nothing_that_one_uses() {
        Feed feed = pair.feed("s_kept");
        pair.hub()
                .sql(
                        "select pg_create_logical_replication_slot('s_left', 'pgoutput')",
                        "create publication s_left for table s_kept");
        // Nobody else is given such a name, and what has no position yet is not told of.
        pair.house()
                .sql(
                        "select pg_replication_origin_create('s_left')",
                        "update pg_replication_origin set roname = 'pg_999999' where roname = 's_left'",
                        "select pg_replication_origin_advance('pg_999999', '0/1')");

        await().atMost(Pair.PATIENCE)
                .untilAsserted(() -> assertThat(pair.orphans())
                        .extracting(each -> each.what().word() + " " + each.name())
                        .containsExactlyInAnyOrder("slot s_left", "publication s_left", "origin pg_999999"));

        pair.orphans()
                .forEach(each -> pair.server(each.what() == Leftover.ORIGIN ? "house" : "hub")
                        .sql(each.what().remove(each.name())));
        assertThat(pair.orphans()).isEmpty();
        feed.awaitWell();
    }

    @Test
    void a_subscription_to_its_own_server_that_waits_for_itself() throws SQLException {
        pair.hub().sql("create database s_other", "create publication s_self for all tables");
        Thread hanging = Thread.ofVirtual().start(() -> {
            try (Connection other = pair.hub().database("s_other").connect("hanging");
                    Statement statement = other.createStatement()) {
                statement.execute("create subscription s_self connection '" + pair.way() + "' publication s_self");
            } catch (SQLException e) {
                // The advice ends it.
                if (!"57P01".equals(e.getSQLState())) {
                    throw new IllegalStateException(e);
                }
            }
        });

        Finding told = pair.awaitFinding("hub", "slot_creation_waits");

        assertThat(told.message()).contains("s_self").contains("hub");
        pair.hub().sql(Advice.in(told.remedy(), "hub").getFirst().sql());
        pair.awaitGone("hub", "slot_creation_waits");
        await().atMost(Pair.PATIENCE).until(() -> !hanging.isAlive());
        pair.hub().sql("drop database s_other with (force)");
    }

    @Test
    void a_transaction_that_stays_open_holds_back_wal_without_any_lag() throws SQLException {
        Feed feed = pair.feed("s_long");
        try (Connection open = pair.hub().database().connect("open");
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("insert into s_long values (1, 'x')");
            feed.hub("insert into $ values (2, 'y')")
                    .awaitHouse("select count(*) = 1 from $")
                    .awaitWell();
            open.rollback();
        }
    }

    private void drop(Feed feed) {
        await().atMost(Pair.PATIENCE).until(() -> {
            feed.hub("select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
            return feed.atHub("select count(*) from pg_replication_slots").equals("0");
        });
    }
}
