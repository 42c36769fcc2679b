package dev.pgrm.fleet.heartbeat;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.database.Specs;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
class PostgresHeartbeatTest {
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void whoever_only_watches_may_write_one(PostgresVersion version) {
        try (Fleet fleet =
                aFleet().primary("hub", version).monitoringRole("pgrm_monitor").start()) {
            PostgresServer hub = fleet.server("hub");
            hub.sql("select pg_create_logical_replication_slot('reader', 'test_decoding')");
            try (var sessions = new Sessions(new Watcher(fleet), new TlsTrust(""), SessionLimits.USUAL)) {
                var heartbeat = new PostgresHeartbeat(sessions);

                assertThat(heartbeat.beat(database(hub, hub.database().name()))).isNull();
                assertThat(heartbeat.beat(database(hub, "nowhere"))).isNotNull();
            }
            // What belongs to no transaction is written out a moment later.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> String.valueOf(
                                    hub.value(
                                            "select string_agg(data, ' ') from pg_logical_slot_peek_changes('reader', null, null)"))
                            .contains("pgrm.heartbeat"));
        }
    }

    private static Database database(PostgresServer server, String name) {
        DatabaseSpec usual = Specs.on(server.host(), name);
        return new Database(
                new DatabaseId(UUID.randomUUID()),
                new ServerId(UUID.randomUUID()),
                new DatabaseSpec(
                        name,
                        Hosts.only(new Endpoint(server.host(), server.port())),
                        name,
                        null,
                        usual.provider(),
                        usual.role(),
                        Tls.of(TlsMode.DISABLE),
                        usual.access(),
                        usual.network(),
                        usual.tags(),
                        null),
                Keeper.PEOPLE,
                1,
                Instant.EPOCH,
                "ada",
                Instant.EPOCH,
                "ada");
    }

    private record Watcher(Fleet fleet) implements Credentials {
        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            return new Lookup.Found(new Credential(
                    fleet.monitoringRole().user(), fleet.monitoringRole().password()));
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }
}
