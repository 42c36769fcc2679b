package dev.pgrm.devkit.workload;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class WorkloadTest {
    @Test
    void goes_on_after_its_server_was_killed_and_counts_what_was_committed() {
        try (Fleet fleet =
                aFleet().primary("orders", V17).tables("orders", "items").start()) {
            var server = fleet.server("orders");
            try (var workload = Workload.on(server.database(), 200, "orders", "items")) {
                await().until(() -> workload.transactions() > 20);
                assertThat(server.value(
                                "select application_name from pg_stat_activity where application_name = ?",
                                Workload.APPLICATION_NAME))
                        .isEqualTo(Workload.APPLICATION_NAME);
                server.kill();
                await().until(() -> workload.failures() > 0);
                long before = workload.transactions();
                server.start();
                await().until(() -> workload.transactions() > before + 20);

                workload.stop();
                var inserted =
                        "select (select coalesce(max(id), 0) from orders) + (select coalesce(max(id), 0) from items)";
                assertThat(Long.parseLong(server.value(inserted))).isGreaterThanOrEqualTo(workload.transactions());
            }
        }
    }
}
