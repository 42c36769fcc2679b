package dev.pgrm.fleet.preflight;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is found of the servers and of what happens on them. */
abstract class ServerClaims extends PairClaims {
    @Test
    void an_end_that_cannot_be_reached_hides_nothing_of_the_other() {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        wish.house("create subscription " + wish.name() + " connection '' publication p with (connect = false)");

        assertThat(troubles(wish.in("nowhere", wish.name()).check()))
                .containsExactlyInAnyOrder("BLOCKER source_unreachable", "BLOCKER subscription_exists");
        assertThat(troubles(wish.in(wish.name(), "nowhere").table("u").check()))
                .containsExactlyInAnyOrder("BLOCKER target_unreachable", "BLOCKER source_table_missing");
    }

    @Test
    void a_database_is_not_streamed_to_itself() {
        Wish wish = Wish.between(fleet().server("shop"), fleet().server("shop"))
                .shop("create table t (id int primary key)")
                .table("t");

        only(wish.check(), "BLOCKER same_database");
    }

    @Test
    void two_databases_of_one_server_are_two() {
        PostgresServer shop = fleet().server("shop");
        Wish one = Wish.between(shop, shop)
                .shop("create table t (id int primary key)")
                .table("t");
        Wish other = Wish.between(shop, shop).shop("create table t (id int primary key)");

        assertThat(troubles(one.in(one.name(), other.name()).check())).isEmpty();
    }

    @Test
    void a_way_less_protected_than_ours_is_noted() {
        Wish wish = wish().both("create table t (id int primary key)").table("t");

        assertThat(finding(wish.tls(TlsMode.PREFER).check(), "tls_weaker").object())
                .isEqualTo("sslmode");
        assertThat(wish.by(new Endpoint("shop.example", 5432), "prefer").check().findings())
                .extracting(Finding::code)
                .doesNotContain("tls_weaker");
    }

    @Test
    void transactions_that_a_slot_waits_for_are_named() throws SQLException {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        try (var writer = wish.shop().connect()) {
            writer.setAutoCommit(false);
            try (var statement = writer.createStatement()) {
                statement.execute("insert into t values (1)");
                statement.execute("prepare transaction 'waiting'");
                statement.execute("insert into t values (2)");
            }
            assertThat(troubles(wish.callingLong(Duration.ZERO).check()))
                    .containsExactlyInAnyOrder("WARNING long_transaction", "WARNING prepared_transactions");
            writer.rollback();
        }
        wish.shop("rollback prepared 'waiting'");
    }

    @Test
    void large_objects_are_noted() {
        Wish wish = wish().both("create table t (id int primary key)")
                .shop("select lo_create(0)")
                .table("t");

        assertThat(finding(wish.check(), "large_objects_not_replicated").message())
                .contains("(1 were counted)");
    }

    @Test
    void servers_that_are_set_up_for_nothing_of_it() {
        try (PostgresServer shop = PostgresServer.builder("bare-shop")
                        .version(versions.source())
                        .setting("wal_level", "replica")
                        .setting("max_wal_senders", "0")
                        .setting("max_replication_slots", "0")
                        .start();
                PostgresServer house = bareHouse()) {
            Wish wish = Wish.between(shop, house)
                    .both("create table t (id int primary key)")
                    .table("t");
            Preflight preflight = wish.check();

            assertThat(troubles(preflight))
                    .containsExactlyInAnyOrder(
                            "BLOCKER wal_level_not_logical",
                            "BLOCKER replication_slots_exhausted",
                            "BLOCKER wal_senders_exhausted",
                            "BLOCKER replication_workers_exhausted",
                            "BLOCKER origins_exhausted",
                            "WARNING worker_processes_short");
            assertThat(preflight.findings()).extracting(Finding::code).contains("slot_wal_unlimited");
        }
    }

    private PostgresServer bareHouse() {
        return PostgresServer.builder("bare-house")
                .version(versions.target())
                .setting("max_logical_replication_workers", "0")
                .setting("max_worker_processes", "0")
                .setting(origins(), "0")
                .start();
    }

    private String origins() {
        return versions.target() == PostgresVersion.V18 ? "max_active_replication_origins" : "max_replication_slots";
    }

    @Test
    void servers_where_copying_gets_tight() {
        try (PostgresServer shop = PostgresServer.builder("tight-shop")
                        .version(versions.source())
                        .setting("wal_level", "logical")
                        .setting("max_wal_senders", "2")
                        .setting("max_replication_slots", "2")
                        .setting("max_slot_wal_keep_size", "1MB")
                        .start();
                PostgresServer house = PostgresServer.builder("tight-house")
                        .version(versions.target())
                        .setting("max_logical_replication_workers", "2")
                        .setting(origins(), "2")
                        .start()) {
            Wish wish = Wish.between(shop, house)
                    .both("create table t (id int primary key)")
                    .shop("insert into t select generate_series(1, 50000)")
                    .table("t");

            assertThat(troubles(wish.check()))
                    .containsExactlyInAnyOrder(
                            "WARNING replication_slots_short",
                            "WARNING wal_senders_short",
                            "WARNING slot_wal_short",
                            "WARNING replication_workers_short",
                            "WARNING origins_short");
            assertThat(troubles(wish.withoutCopy().check())).isEmpty();
        }
    }

    @Test
    void standbys_are_no_ends() {
        try (var physical = aFleet().primary("first", versions.source())
                .setting("max_slot_wal_keep_size", "10GB")
                .sql("create table t (id int primary key)")
                .standby("second", following("first"))
                .start()
                .awaitStreaming()
                .awaitCaughtUp()) {
            PostgresServer first = physical.server("first");
            PostgresServer second = physical.server("second");

            assertThat(troubles(
                            new Wish(first, second).in("app", "app").table("t").check()))
                    .containsExactly("BLOCKER target_is_standby");
            assertThat(troubles(
                            new Wish(second, first).in("app", "app").table("t").check()))
                    .containsExactly("BLOCKER source_is_standby");
        }
    }
}
