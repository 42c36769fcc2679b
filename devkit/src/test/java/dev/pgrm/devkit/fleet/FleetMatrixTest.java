package dev.pgrm.devkit.fleet;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@Tag("matrix")
class FleetMatrixTest {
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void every_version_is_followed_by_every_version_and_by_its_own_standbys(PostgresVersion version) {
        FleetBuilder fleet = aFleet().primary("source", version).tables("orders");
        for (var replica : PostgresVersion.values()) {
            fleet = fleet.logicalReplica("replica-" + replica, replica, following("source"));
        }
        fleet = fleet.standby("standby", following("source")).standby("second", following("standby"));
        try (Fleet running = fleet.start()) {
            running.server("source").sql("insert into orders (payload) values ('seen')");
            running.awaitCaughtUp();
            assertThat(running.servers()).hasSize(3 + PostgresVersion.values().length);
            for (var server : running.servers()) {
                assertThat(server.value("select payload from orders"))
                        .as(server.name())
                        .isEqualTo("seen");
            }
        }
    }
}
