package dev.pgrm.devkit.fleet;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.ServerTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class FleetTest {
    @TempDir
    Path folder;

    @Test
    void carries_a_row_to_logical_replicas_and_down_a_cascade_of_standbys() {
        try (Fleet fleet = aFleet().primary("orders", V17)
                .tables("orders", "sales.items")
                .logicalReplica("reporting", V18, following("orders"), tables("orders", "sales.items"))
                .logicalReplica("legacy", V14, following("orders"), tables("orders"))
                .standby("orders-dr", following("orders"))
                .standby("orders-dr-2", following("orders-dr"))
                .start()) {
            fleet.server("orders").sql("insert into orders (payload) values ('first')");
            fleet.awaitCaughtUp();

            for (var name : List.of("reporting", "legacy", "orders-dr", "orders-dr-2")) {
                assertThat(fleet.server(name).value("select payload from orders"))
                        .as(name)
                        .isEqualTo("first");
            }
            assertThat(fleet.server("orders-dr").value("select pg_is_in_recovery()"))
                    .isEqualTo("t");
            assertThat(fleet.server("orders-dr").value("select application_name from pg_stat_replication"))
                    .isEqualTo("orders-dr-2");
            assertThat(fleet.server("orders")
                            .query("select slot_name from pg_replication_slots where active order by 1"))
                    .hasToString("[[orders_dr], [orders_to_legacy], [orders_to_reporting]]");
        }
    }

    @Test
    void one_replica_follows_two_databases_of_one_server_and_one_of_another() {
        try (Fleet fleet = aFleet().primary("orders", V17)
                .database("shop")
                .tables("orders")
                .database("stock")
                .tables("levels")
                .primary("people", V18)
                .tables("people")
                .sql("insert into people (payload) values ('copied')")
                .logicalReplica("dw", V18, following("orders"))
                .database("warehouse")
                .alsoFollowing(following("orders", "stock"), tables("levels"))
                .alsoFollowing(following("people"), tables())
                .named("hr")
                .start()) {
            fleet.server("orders").database("stock").sql("insert into levels (payload) values ('streamed')");
            fleet.awaitCaughtUp();

            var warehouse = fleet.server("dw").database("warehouse");
            assertThat(warehouse.value("select payload from levels")).isEqualTo("streamed");
            assertThat(warehouse.value("select payload from people")).isEqualTo("copied");
            assertThat(warehouse.query("select subname from pg_subscription order by 1"))
                    .hasToString("[[hr], [orders_stock_to_dw], [orders_to_dw]]");
        }
    }

    @Test
    void a_cut_way_stops_replication_and_a_restored_one_catches_up() {
        try (FaultProxy toReplica = FaultProxy.open();
                FaultProxy toStandby = FaultProxy.open();
                Fleet fleet = aFleet().primary("orders", V17)
                        .tables("orders")
                        .logicalReplica("reporting", V18, following("orders"))
                        .through(toReplica)
                        .standby("orders-dr", following("orders"))
                        .through(toStandby)
                        .start()
                        .awaitStreaming()) {
            assertThat(toReplica.connections()).isPositive();
            assertThat(toStandby.connections()).isPositive();
            toReplica.cut();
            toStandby.cut();
            fleet.server("orders").sql("insert into orders (payload) values ('while cut')");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> fleet.server("orders")
                            .value("select count(*) from pg_stat_replication")
                            .equals("0"));
            fleet.server("reporting").log().awaitLine("could not connect to the publisher");
            assertThat(fleet.server("reporting").value("select count(*) from orders"))
                    .isEqualTo("0");

            toReplica.restore();
            toStandby.restore();
            fleet.awaitCaughtUp();
            assertThat(fleet.server("reporting").value("select payload from orders"))
                    .isEqualTo("while cut");
            assertThat(fleet.server("orders-dr").value("select payload from orders"))
                    .isEqualTo("while cut");
        }
    }

    @Test
    void a_fleet_that_cannot_be_set_up_leaves_no_server_and_tells_no_password() {
        var fleet = aFleet().primary("orders", V17)
                .tables("orders")
                .logicalReplica("reporting", V18, following("orders"))
                .with("no_such_option = true");
        assertThatThrownBy(fleet::start)
                .hasMessageContaining("no_such_option")
                .satisfies(failure -> assertThat(failure)
                        .hasStackTraceContaining("reporting/app")
                        .hasMessageNotContaining("password"));
        assertThat(ProcessHandle.current().descendants().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(command -> command.contains("/bin/postgres"));
    }

    @Test
    void a_primary_and_its_standby_speak_tls_with_a_certificate_that_can_be_verified() throws Exception {
        try (Fleet fleet = aFleet().primary("orders", V17)
                .tls()
                .standby("orders-dr", following("orders"))
                .start()) {
            for (var server : fleet.servers()) {
                var authority = Files.writeString(folder.resolve(server.name()), ServerTls.certificateOf(server));
                var url = server.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + authority;
                var superuser = server.superuser();
                try (Connection connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
                        var statement = connection.createStatement();
                        var row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
                    row.next();
                    assertThat(row.getBoolean(1)).as(server.name()).isTrue();
                }
            }
        }
    }

    @Test
    void the_monitoring_role_sees_everything_and_reads_no_rows() throws SQLException {
        try (Fleet fleet = aFleet().primary("orders", V14)
                .tables("orders")
                .logicalReplica("reporting", V18, following("orders"))
                .standby("orders-dr", following("orders"))
                .monitoringRole("pgrm_monitor")
                .start()
                .awaitStreaming()) {
            for (var server : fleet.servers()) {
                try (Connection connection = server.database().connect(fleet.monitoringRole(), "test");
                        var statement = connection.createStatement()) {
                    statement.execute("select subname, subconninfo from pg_subscription");
                    statement.execute("select * from pg_replication_origin_status");
                    statement.execute("select * from pg_stat_replication");
                    assertThatThrownBy(() -> statement.execute("select * from orders"))
                            .hasMessageContaining("permission denied");
                }
            }
        }
    }
}
