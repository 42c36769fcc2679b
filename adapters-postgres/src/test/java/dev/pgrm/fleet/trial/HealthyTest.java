package dev.pgrm.fleet.trial;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.TlsMode;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is wrong, on the oldest and the newest server, and in the matrix on all between. */
class HealthyTest {
    @ParameterizedTest
    @EnumSource(names = {"V14", "V18"})
    @Tag("servers")
    void passes_every_stage(PostgresVersion version) {
        passes(version);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("matrix")
    void passes_every_stage_on_every_version(PostgresVersion version) {
        passes(version);
    }

    private static void passes(PostgresVersion version) {
        try (Fleet fleet = aFleet().primary("orders", version)
                .standby("orders-dr", following("orders"))
                .start()
                .awaitStreaming()) {
            var orders = fleet.server("orders");
            orders.sql("create role copier login replication password 'replicates'");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !fleet.server("orders-dr")
                            .value("select 1 from pg_roles where rolname = 'copier'")
                            .isEmpty());
            var primary = stages(Target.on(orders).replicatingAs("copier", "replicates"));
            var standby = stages(Target.on(fleet.server("orders-dr")).declared(DeclaredRole.REPLICA));

            assertThat(primary.passed(Name.DNS)).isEqualTo("127.0.0.1 is an address");
            assertThat(primary.passed(Name.TCP)).contains(":" + orders.port());
            assertThat(primary.passed(Name.TLS)).contains("not encrypted");
            assertThat(primary.passed(Name.SECRET_ACCESS)).contains("file:manager", "postgres", "copier");
            assertThat(primary.passed(Name.SIGN_IN))
                    .contains("postgres", "PostgreSQL " + version.major() + ".", "a primary", " ms");
            assertThat(primary.passed(Name.PRIVILEGES))
                    .contains("may create publications", "may create subscriptions", "may read the server's log");
            assertThat(primary.passed(Name.REPLICATION_PREREQUISITES))
                    .contains("copier signed in for replication", "19 of 20 free", "16 of 16 free");
            assertThat(standby.passed(Name.SIGN_IN)).contains("a standby");
            assertThat(standby.passed(Name.REPLICATION_PREREQUISITES))
                    .contains(
                            "hot_standby_feedback is off", version.atLeast(PostgresVersion.V16) ? "can be" : "neither");
            assertThat(primary.names()).containsExactly(Name.values());
            leavesNothing(orders);
        }
    }

    private static Stages stages(Target target) {
        return new Stages(target.in("postgres").tls(TlsMode.PREFER).test());
    }

    private static void leavesNothing(PostgresServer server) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.value("select count(*) from pg_stat_activity where application_name = 'pgrm'")
                        .equals("0"));
    }
}
