package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.Limit;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.fleet.WatchedFleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is seen of servers and of those who read from them, and what a role that may see less is told. */
abstract class SeenServers extends SeenFacts {
    SeenServers(PostgresVersion version) {
        super(version);
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

    private Slot slot(String name) {
        return server("orders").slots().stream()
                .filter(slot -> slot.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
