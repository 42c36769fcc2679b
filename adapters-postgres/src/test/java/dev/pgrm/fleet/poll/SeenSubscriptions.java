package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.observation.SubscriptionOptions.TwoPhase;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is seen of subscriptions, their workers and their errors. */
abstract class SeenSubscriptions extends SeenFacts {
    SeenSubscriptions(PostgresVersion version) {
        super(version);
    }

    @Test
    void options_are_those_that_the_version_has() {
        watched.poll();
        SubscriptionOptions usual = subscription("orders_to_reporting").options();
        SubscriptionOptions other = subscription("items_too").options();

        assertThat(usual.owner()).isEqualTo("postgres");
        assertThat(usual.synchronousCommit()).isEqualTo("off");
        assertThat(usual.binary()).isFalse();
        assertThat(usual.streaming()).isEqualTo(major >= 18 ? Streaming.PARALLEL : Streaming.OFF);
        assertThat(usual.twoPhase()).isEqualTo(major >= 15 ? TwoPhase.DISABLED : null);
        assertThat(usual.disableOnError()).isEqualTo(major >= 15 ? false : null);
        assertThat(usual.passwordRequired()).isEqualTo(major >= 16 ? true : null);
        assertThat(usual.runAsOwner()).isEqualTo(major >= 16 ? false : null);
        assertThat(usual.origin()).isEqualTo(major >= 16 ? "any" : null);
        assertThat(usual.failover()).isEqualTo(major >= 17 ? false : null);
        assertThat(other.binary()).isTrue();
        assertThat(other.streaming()).isEqualTo(Streaming.ON);
    }

    @Test
    void a_worker_is_known_since_when_it_runs_and_what_blocks_it() throws SQLException {
        var reporting = fleet.server("reporting");
        try (Connection locker = reporting.database().connect("locker");
                Statement statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            statement.execute("lock table orders in access exclusive mode");
            String pid = reporting.value("select pid from pg_stat_activity where application_name = 'locker'");
            fleet.server("orders").sql("insert into orders (payload) values ('must wait')");

            soon(() -> {
                ApplyWorker worker = Objects.requireNonNull(
                        subscription("orders_to_reporting").worker());
                assertThat(worker.startedAt()).isNotNull();
                Blocked blocked = Objects.requireNonNull(worker.blocked(), "it waits for nothing");
                assertThat(blocked.by()).containsExactly(Integer.parseInt(pid));
                assertThat(blocked.since()).isAfter(worker.startedAt());
            });
            locker.rollback();
        }
        soon(() -> assertThat(Objects.requireNonNull(
                                subscription("orders_to_reporting").worker())
                        .blocked())
                .isNull());
    }

    @Test
    void counts_errors_since_15_and_conflicts_since_18() {
        fleet.awaitCaughtUp();
        fleet.server("orders").sql("insert into items (payload) values ('gone')");
        fleet.awaitCaughtUp();
        fleet.server("reporting").sql("delete from items where payload = 'gone'");
        fleet.server("orders").sql("update items set payload = 'gone indeed' where payload = 'gone'");

        soon(() -> {
            SubscriptionCounters counters = subscription("items_too").counters();
            assertThat(counters.applyErrors()).isEqualTo(major >= 15 ? 0L : null);
            assertThat(counters.syncErrors()).isEqualTo(major >= 15 ? 0L : null);
            if (major >= 18) {
                assertThat(counters.conflicts())
                        .containsEntry("update_missing", 1L)
                        .hasSize(7);
            } else {
                assertThat(counters.conflicts()).isEmpty();
            }
        });
        // 15 keeps no time for what has not counted anything yet.
        if (major >= 16) {
            assertThat(subscription("items_too").counters().resetAt()).isNull();
            fleet.server("reporting").sql("select pg_stat_reset_subscription_stats(null)");
            soon(() ->
                    assertThat(subscription("items_too").counters().resetAt()).isNotNull());
        }
    }

    @Test
    void a_transaction_to_be_skipped_and_what_became_of_the_worker_are_seen() {
        soon(() -> assertThat(subscription("items_too").worker()).isNotNull());
        var reporting = fleet.server("reporting");
        reporting.sql("alter subscription items_too disable");
        if (major >= 15) {
            reporting.sql("alter subscription items_too skip (lsn = 'FF/10')");
        }
        try {
            soon(() -> {
                Subscription disabled = subscription("items_too");
                assertThat(disabled.worker()).isNull();
                assertThat(Objects.toString(disabled.skip(), "none")).isEqualTo(major >= 15 ? "FF/10" : "none");
                assertThat(disabled.history().changes().getLast())
                        .extracting(Change::enabled, Change::worker)
                        .containsExactly(false, null);
                assertThat(disabled.history().changes())
                        .first()
                        .extracting(Change::enabled)
                        .isEqualTo(true);
            });
        } finally {
            if (major >= 15) {
                reporting.sql("alter subscription items_too skip (lsn = none)");
            }
            reporting.sql("alter subscription items_too enable");
        }
        soon(() -> {
            assertThat(subscription("items_too").worker()).isNotNull();
            assertThat(subscription("items_too").skip()).isNull();
        });
    }

    @Test
    void two_subscriptions_between_one_pair_have_an_origin_each() {
        fleet.server("orders")
                .sql("insert into orders (payload) values ('o')", "insert into items (payload) values ('i')");
        fleet.awaitCaughtUp();

        soon(() -> assertThat(server("reporting").origins())
                .filteredOn(origin -> origin.remote() != null && origin.remote().position() > 0)
                .extracting(Origin::name)
                .containsExactlyInAnyOrder(
                        "pg_" + subscription("orders_to_reporting").oid(),
                        "pg_" + subscription("items_too").oid()));
    }
}
