package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Limit;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.observation.SubscriptionOptions.TwoPhase;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.fleet.WatchedFleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is seen of a primary with a standby and a subscriber of its own version, by a role with pg_monitor and two grants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeenFacts {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final PostgresVersion version;
    private final int major;
    private Fleet fleet;
    private WatchedFleet watched;

    SeenFacts(PostgresVersion version) {
        this.version = version;
        this.major = version.major();
    }

    @BeforeAll
    void start() {
        fleet = aFleet().primary("orders", version)
                .tables("orders", "items")
                .setting("max_prepared_transactions", "5")
                .logicalReplica("reporting", version, following("orders"), tables("orders"))
                .alsoFollowing(following("orders"), tables("items"))
                .named("items_too")
                .with("binary = true", "streaming = on")
                .standby("orders-dr", following("orders"))
                .monitoringRole("pgrm_monitor")
                .start()
                .awaitStreaming();
        watched = WatchedFleet.watching(fleet);
    }

    @AfterAll
    void stop() {
        watched.close();
        fleet.close();
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

    @Test
    void limits_are_held_against_their_use() {
        soon(() -> {
            assertThat(server("reporting").limits())
                    .extracting(Limit::setting, Limit::used, Limit::most)
                    .contains(
                            tuple("max_logical_replication_workers", 2, setting("max_logical_replication_workers")),
                            // The launcher and both workers.
                            tuple("max_worker_processes", 3, setting("max_worker_processes")),
                            major >= 18
                                    ? tuple(
                                            "max_active_replication_origins",
                                            2,
                                            setting("max_active_replication_origins"))
                                    : tuple("max_replication_slots", 2, setting("max_replication_slots")));
            assertThat(server("orders").limits())
                    .extracting(Limit::setting, Limit::used)
                    .contains(tuple("max_wal_senders", 3), tuple("max_replication_slots", 3));
        });
    }

    private int setting(String name) {
        return Integer.parseInt(
                Objects.requireNonNull(server("reporting").settings().get(name)));
    }

    @Test
    void a_publisher_knows_what_each_consumer_asked_for() {
        soon(() -> assertThat(server("orders").senders())
                .extracting(
                        Sender::applicationName,
                        sender -> sender.request() == null
                                ? "physical"
                                : sender.request().slot() + " "
                                        + sender.request().publications().stream()
                                                .map(PublicationName::value)
                                                .toList())
                .contains(
                        tuple("orders_to_reporting", "orders_to_reporting [orders_to_reporting]"),
                        tuple("items_too", "items_too [items_too]"))
                .extracting(each -> each.toList().get(1))
                .contains("physical"));
        assertThat(server("orders").senders())
                .filteredOn(sender -> sender.request() != null)
                .extracting(sender -> Objects.requireNonNull(sender.request()).origin())
                .containsOnly(major >= 16 ? "any" : null);
    }

    @Test
    void slots_tell_what_they_hold_and_what_was_decoded() {
        soon(() -> {
            Slot logical = slot("orders_to_reporting");
            assertThat(logical.upkeep().catalogXminAge()).isNotNull();
            assertThat(logical.upkeep().twoPhase()).isFalse();
            assertThat(logical.upkeep().conflicting()).isEqualTo(major >= 16 ? false : null);
            assertThat(logical.upkeep().decoded()).isNotNull();
            assertThat(slot("orders_dr").upkeep().decoded()).isNull();
        });
    }

    @Test
    void open_and_prepared_transactions_are_seen() throws SQLException {
        var orders = fleet.server("orders");
        try (Connection writer = orders.database().connect("slow-writer");
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into items (payload) values ('prepared')");
            statement.execute("prepare transaction 'waiting'");
            statement.execute("insert into items (payload) values ('open')");
            try {
                soon(() -> {
                    var activity = server("orders").activity();
                    assertThat(activity.prepared()).isEqualTo(1);
                    assertThat(activity.oldestPrepared()).isNotNull();
                    assertThat(activity.walBytes()).isPositive();
                    assertThat(activity.replayPaused()).isNull();
                    assertThat(activity.longestWrite())
                            .extracting(
                                    write -> write == null ? null : write.application(),
                                    write -> write == null ? null : write.role(),
                                    write -> write == null ? null : write.state())
                            .containsExactly("slow-writer", "postgres", "idle in transaction");
                });
            } finally {
                writer.rollback();
                orders.sql("rollback prepared 'waiting'");
            }
        }
        soon(() -> assertThat(server("orders").activity())
                .extracting(activity -> activity.prepared(), activity -> activity.longestWrite())
                .containsExactly(0, null));
    }

    @Test
    void a_standby_tells_whether_replay_is_paused_and_which_conflicts_it_had() {
        var standby = fleet.server("orders-dr");
        soon(() -> assertThat(server("orders-dr").activity().replayPaused()).isFalse());
        standby.sql("select pg_wal_replay_pause()");
        try {
            soon(() -> assertThat(server("orders-dr").activity().replayPaused()).isTrue());
        } finally {
            standby.sql("select pg_wal_replay_resume()");
        }
        assertThat(server("orders-dr").activity().recoveryConflicts())
                .hasSize(major >= 16 ? 6 : 5)
                .containsAllEntriesOf(Map.of("lock", 0L, "snapshot", 0L));
        assertThat(server("orders").activity().recoveryConflicts()).isEmpty();
    }

    @Test
    void pg_monitor_alone_misses_origins_and_addresses_and_says_so() {
        for (String name : new String[] {"orders", "reporting"}) {
            fleet.server(name)
                    .sql("create role bare_" + major + " login password 'bare'", "grant pg_monitor to bare_" + major);
        }
        fleet.awaitCaughtUp();
        try (var bare = new WatchedFleet(new Credentials("bare_" + major, "bare"))) {
            fleet.servers().forEach(bare::register);
            bare.poll();

            for (String name : new String[] {"orders", "orders-dr", "reporting"}) {
                assertThat(bare.seen(name).server().hidden())
                        .extracting(MissingPrivilege::grant)
                        .containsExactlyInAnyOrder(
                                "grant select (subconninfo) on pg_subscription to \"bare_" + major + "\"",
                                "grant execute on function pg_show_replication_origin_status() to \"bare_" + major
                                        + "\"; grant select on pg_replication_origin_status to \"bare_" + major + "\"");
            }
            ServerFacts reporting = bare.seen("reporting").server();
            assertThat(reporting.origins()).isEmpty();
            assertThat(reporting.limits())
                    .extracting(Limit::setting, Limit::used)
                    .contains(tuple(major >= 18 ? "max_active_replication_origins" : "max_replication_slots", 2));
            assertThat(reporting.activity().walBytes()).isPositive();
        }
    }

    @Test
    void a_plain_role_sees_what_is_public_and_takes_nothing_for_zero() {
        for (String name : new String[] {"orders", "reporting"}) {
            fleet.server(name).sql("create role plain_" + major + " login password 'plain'");
        }
        fleet.awaitCaughtUp();
        try (var plain = new WatchedFleet(new Credentials("plain_" + major, "plain"))) {
            fleet.servers().forEach(plain::register);
            plain.poll();

            for (String name : new String[] {"orders", "orders-dr", "reporting"}) {
                ServerFacts server = plain.seen(name).server();
                assertThat(server.hidden())
                        .extracting(MissingPrivilege::grant)
                        .contains("grant pg_monitor to \"plain_" + major + "\"")
                        .hasSize(3);
                assertThat(server.activity().walBytes()).isNull();
                assertThat(server.activity().longestWrite()).isNull();
                assertThat(server.limits()).extracting(Limit::setting).doesNotContain("max_worker_processes");
                assertThat(server.settings()).containsKey("wal_level");
            }
            assertThat(plain.seen("orders").server().senders())
                    .hasSize(3)
                    .extracting(Sender::request)
                    .containsOnlyNulls();
            assertThat(facts(plain, "reporting").subscriptions()).hasSize(2).allSatisfy(subscription -> {
                assertThat(subscription.options().owner()).isEqualTo("postgres");
                assertThat(subscription.tables().total()).isEqualTo(1);
                assertThat(subscription.publisher()).isNull();
                assertThat(Objects.requireNonNull(subscription.worker()).startedAt())
                        .isNull();
            });
        }
    }

    private Subscription subscription(String name) {
        return facts(watched, "reporting").subscriptions().stream()
                .filter(each -> each.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static DatabaseFacts facts(WatchedFleet watched, String database) {
        return Objects.requireNonNull(watched.view(database).lastSeen());
    }

    private ServerFacts server(String name) {
        return watched.seen(name).server();
    }

    private Slot slot(String name) {
        return server("orders").slots().stream()
                .filter(slot -> slot.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private interface Claim {
        void hold() throws Exception;
    }

    private void soon(Claim claim) {
        await().atMost(BOUND).untilAsserted(() -> {
            watched.poll();
            claim.hold();
        });
    }
}
