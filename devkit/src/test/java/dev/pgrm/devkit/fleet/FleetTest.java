package dev.pgrm.devkit.fleet;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class FleetTest {
    @Test
    void carries_a_row_to_a_logical_replica_and_down_a_cascade_of_standbys() {
        try (Fleet fleet = aFleet().primary("orders", V17)
                .tables("orders", "sales.items")
                .logicalReplica("reporting", V18, following("orders"), tables("orders", "sales.items"))
                .logicalReplica("legacy", V14, following("orders"), tables("orders"))
                .standby("orders-dr", following("orders"))
                .standby("orders-dr-2", following("orders-dr"))
                .monitoringRole("pgrm_monitor")
                .start()) {
            fleet.server("orders").sql("insert into orders (payload) values ('first')");
            fleet.awaitCaughtUp();

            for (var name : new String[] {"reporting", "legacy", "orders-dr", "orders-dr-2"}) {
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
}
