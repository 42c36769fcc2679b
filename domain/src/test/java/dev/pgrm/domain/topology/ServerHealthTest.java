package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static dev.pgrm.domain.topology.Logged.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Verdicts on servers and databases. */
class ServerHealthTest {
    private static Health shop(Consumer<Instance> facts) {
        return aFleet().with("shop", facts).serverHealth("shop");
    }

    private static Finding only(Health health) {
        assertThat(health.findings()).hasSize(1);
        return health.findings().getFirst();
    }

    @Test
    void a_server_with_nothing_wrong_has_no_findings() {
        assertThat(shop(server -> server.limit("max_wal_senders", 2, 10)).verdict())
                .isEqualTo(Verdict.HEALTHY);
        assertThat(shop(server -> {}).findings()).isEmpty();
    }

    @Test
    void a_server_that_does_not_answer_is_critical() {
        var fleet = aFleet().with("shop", server -> {}).down("shop");

        assertThat(only(fleet.serverHealth("shop")).code()).isEqualTo("unreachable");
        assertThat(fleet.serverHealth("shop").verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(fleet.databaseHealth("shop").verdict()).isEqualTo(Verdict.CRITICAL);
    }

    @Test
    void a_server_that_nobody_looks_at_is_not_accused() {
        var fleet = aFleet().with("shop", server -> {}).after(Duration.ofMinutes(5));

        assertThat(only(fleet.serverHealth("shop")).code()).isEqualTo("not_polled");
        assertThat(fleet.serverHealth("shop").verdict()).isEqualTo(Verdict.WARNING);
        assertThat(fleet.notPolledYet("shop").serverHealth("shop").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void limits_that_are_reached_or_soon_will_be_are_told_with_the_statement_that_raises_them() {
        Health health =
                shop(server -> server.limit("max_replication_slots", 10, 10).limit("max_wal_senders", 9, 10));

        assertThat(health.findings()).extracting(Finding::code).containsExactly("slots_exhausted", "senders_scarce");
        assertThat(health.findings().getFirst().remedy())
                .isEqualTo("alter system set max_replication_slots = '20'; then restart the server");
    }

    @Test
    void on_rds_a_limit_is_raised_in_the_parameter_group() {
        assertThat(only(shop(server -> server.managedBy(ManagedBy.RDS).limit("max_replication_slots", 20, 20)))
                        .remedy())
                .contains("parameter group");
    }

    @Test
    void what_is_hidden_from_our_role_is_a_note_with_the_grant() {
        Health health = shop(server -> server.hides("replication origins", "grant select on x to y"));

        assertThat(only(health).remedy()).contains("grant select on x to y");
        assertThat(health.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_log_that_cannot_be_read_is_a_note_with_what_would_help() {
        assertThat(only(shop(server -> server.logHidden("logging_collector is off", "switch it on")))
                        .remedy())
                .isEqualTo("switch it on");
    }

    @Test
    void a_transaction_open_for_long_holds_wal_back_where_something_is_decoded() {
        var open = new Activity(
                new OpenTransaction(4121, NOON.minusSeconds(1800), "app", null, "idle in transaction"),
                0,
                null,
                null,
                null,
                Map.of());

        Health health = aFleet().with(
                        "shop",
                        server -> server.slot("feed", slot -> slot.readBy(1)).activity(open))
                .serverHealth("shop");

        assertThat(only(health).code()).isEqualTo("long_transaction");
        assertThat(only(health).message()).contains("30 minutes", "process 4121 of app, idle in transaction");
        assertThat(only(health).remedy()).contains("select pg_terminate_backend(4121);");
        assertThat(shop(server -> server.activity(open)).findings()).isEmpty();
    }

    @Test
    void a_forgotten_prepared_transaction_is_a_warning() {
        var prepared = new Activity(null, 1, NOON.minusSeconds(3600), null, null, Map.of());

        assertThat(only(shop(server ->
                                server.slot("feed", slot -> slot.readBy(1)).activity(prepared)))
                        .code())
                .isEqualTo("prepared_transaction");
    }

    @Test
    void publications_without_logical_wal_cannot_be_subscribed_to() {
        assertThat(only(shop(server -> server.publishes("shop").set("wal_level", "replica")))
                        .remedy())
                .isEqualTo("On shop-shop: alter system set wal_level = 'logical'; then restart the server");
        assertThat(only(shop(server -> server.publishes("shop")
                                .set("wal_level", "replica")
                                .managedBy(ManagedBy.RDS)))
                        .remedy())
                .contains("rds.logical_replication = 1");
    }

    @Test
    void a_slot_that_nobody_reads_and_nobody_knows_is_a_warning_once_it_lasts() {
        var fleet = aFleet().with("shop", server -> server.slot("old", slot -> {}));

        assertThat(fleet.serverHealth("shop").verdict()).isEqualTo(Verdict.HEALTHY);
        fleet.after(Duration.ofMinutes(11)).see("shop");
        assertThat(only(fleet.serverHealth("shop")).code()).isEqualTo("slot_unused");
        assertThat(only(fleet.serverHealth("shop")).remedy()).contains("select pg_drop_replication_slot('old');");
        assertThat(only(fleet.serverHealth("shop")).since()).isEqualTo(NOON);
        assertThat(fleet.serverHealth("shop").verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void a_slot_left_behind_by_a_copy_is_told_from_one_that_copies() {
        var fleet = aFleet().with(
                        "lake",
                        server ->
                                server.subscribes("feed", sub -> sub.oid(16_400).to("shop", "shop")))
                .with(
                        "shop",
                        server -> server.slot("feed", slot -> slot.readBy(1))
                                .slot("pg_16400_sync_16500_" + ("lake".hashCode() & 0xFFFFFFFL), slot -> {})
                                .slot("pg_16999_sync_16500_" + ("lake".hashCode() & 0xFFFFFFFL), slot -> {}));

        assertThat(fleet.serverHealth("shop").findings()).isEmpty();
        fleet.after(Duration.ofMinutes(11)).pollAll();
        assertThat(only(fleet.serverHealth("shop")).code()).isEqualTo("copy_slot_left");
        assertThat(only(fleet.serverHealth("shop")).message()).contains("pg_16999_sync");
    }

    @Test
    void a_slot_whose_creation_does_not_end_may_wait_for_itself() {
        Finding finding =
                only(shop(server -> server.slot("feed", slot -> slot.readBy(1).unconfirmed())));

        assertThat(finding.code()).isEqualTo("slot_creation_waits");
        assertThat(finding.remedy()).contains("select pg_create_logical_replication_slot('feed', 'pgoutput');");
    }

    @Test
    void a_clock_that_runs_ahead_is_noticed() {
        Health health = aFleet().with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").heardAt(NOON.plusSeconds(60))))
                .serverHealth("lake");

        assertThat(only(health).code()).isEqualTo("clock_differs");
    }

    @Test
    void the_declared_role_is_held_against_the_one_that_shows() {
        var fleet = aFleet().with("main", server -> server.sender(5, "walreceiver", "spare"))
                .with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, null))
                .with("lone", server -> {});

        assertThat(only(fleet.databaseHealth("spare")).code()).isEqualTo("role_mismatch");
        assertThat(fleet.databaseHealth("spare").verdict()).isEqualTo(Verdict.WARNING);
        assertThat(fleet.declaredReplica("spare").databaseHealth("spare").findings())
                .isEmpty();
        assertThat(fleet.databaseHealth("lone").findings()).isEmpty();
        assertThat(only(fleet.declaredReplica("lone").databaseHealth("lone")).code())
                .isEqualTo("role_mismatch");
    }

    @Test
    void a_database_that_takes_changes_in_is_reminded_of_its_sequences() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")))
                .declaredReplica("lake");

        assertThat(only(fleet.databaseHealth("lake")).code()).isEqualTo("sequences_not_replicated");
        assertThat(fleet.databaseHealth("lake").verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void subscriptions_in_the_catalog_of_a_standby_are_no_streams() {
        var fleet = aFleet().with(
                        "spare",
                        server -> server.standbyOf("main")
                                .subscribes(
                                        "feed", sub -> sub.to("shop", "shop").notWorking()))
                .declaredReplica("spare");

        assertThat(fleet.streams()).isEmpty();
        assertThat(only(fleet.databaseHealth("spare")).code()).isEqualTo("subscriptions_of_primary");
    }

    @Test
    void tables_without_an_identity_fail_the_statements_of_applications() {
        var tables = new PublishedTables(
                2, 0, 0, 0, 1, List.of(new TableName("public", "audit log")), 0, List.of(), List.of());
        var fleet = aFleet().with("shop", server -> server.publication("sales", tables));

        assertThat(only(fleet.databaseHealth("shop")).code()).isEqualTo("identity_missing");
        assertThat(only(fleet.databaseHealth("shop")).remedy())
                .contains("alter table \"public\".\"audit log\" replica identity full;");
        fleet.change(
                "shop",
                server -> server.logs(logged(MessageCode.IDENTITY_MISSING, NOON, "cannot update table \"audit log\"")
                        .by(9)));
        assertThat(fleet.databaseHealth("shop").findings().getFirst().code()).isEqualTo("writes_refused");
        assertThat(fleet.databaseHealth("shop").verdict()).isEqualTo(Verdict.CRITICAL);
    }

    @Test
    void a_critical_database_is_a_problem_in_the_summary() {
        var fleet =
                aFleet().with("shop", server -> {}).with("dead", server -> {}).down("dead");

        assertThat(fleet.map().summary().problems()).isEqualTo(1);
    }
}
