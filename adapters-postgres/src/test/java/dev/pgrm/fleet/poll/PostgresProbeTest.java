package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static dev.pgrm.fleet.WatchedFleet.ends;
import static dev.pgrm.fleet.WatchedFleet.node;
import static dev.pgrm.fleet.WatchedFleet.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.NodeRole;
import dev.pgrm.domain.topology.Topology.ServerRole;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresProbeTest {
    private Fleet fleet;
    private WatchedFleet watched;

    @BeforeAll
    void start() {
        fleet = aFleet().primary("orders", V17)
                .tables("orders", "items")
                .logicalReplica("reporting", V18, following("orders"), tables("orders", "items"))
                .logicalReplica("legacy", V14, following("orders"), tables("orders"))
                .logicalReplica("search", V16, following("reporting"), tables("orders"))
                .standby("orders-dr", following("orders"))
                .standby("orders-dr-2", following("orders-dr"))
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
    void finds_both_ends_of_every_stream() {
        Topology topology = watched.look();

        assertThat(topology.streams())
                .extracting(
                        stream -> ends(topology, stream),
                        Stream::type,
                        stream -> stream.match().certainty())
                .containsExactlyInAnyOrder(
                        tuple("orders -> reporting", StreamType.LOGICAL, Certainty.PROVEN),
                        tuple("orders -> legacy", StreamType.LOGICAL, Certainty.PROVEN),
                        tuple("reporting -> search", StreamType.LOGICAL, Certainty.PROVEN),
                        tuple("orders -> orders-dr", StreamType.PHYSICAL, Certainty.PROVEN),
                        tuple("orders-dr -> orders-dr-2", StreamType.PHYSICAL, Certainty.PROVEN));
        assertThat(topology.streams()).extracting(Stream::status).containsOnly(Status.ACTIVE);
    }

    @Test
    void tells_what_each_server_is() {
        Topology topology = watched.look();

        assertThat(topology.servers())
                .extracting(server -> Objects.requireNonNull(server.version()).major())
                .containsExactlyInAnyOrder(17, 17, 17, 18, 14, 16);
        assertThat(topology.servers())
                .filteredOn(server -> server.role() == ServerRole.STANDBY)
                .hasSize(2);
        assertThat(node(topology, "orders").role()).isEqualTo(NodeRole.PRIMARY);
        assertThat(node(topology, "legacy").role()).isEqualTo(NodeRole.REPLICA);
        assertThat(node(topology, "orders-dr").role()).isEqualTo(NodeRole.REPLICA);
    }

    @Test
    void a_role_with_pg_monitor_and_two_grants_misses_nothing() {
        watched.look();

        assertThat(watched.observation("orders"))
                .isInstanceOfSatisfying(
                        Seen.class, seen -> assertThat(seen.server().hidden()).isEmpty());
    }

    @Test
    void lag_is_nothing_once_all_is_confirmed() {
        fleet.server("orders").sql("insert into orders (payload) values ('caught up')");
        fleet.awaitCaughtUp();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Topology topology = watched.look();
            assertThat(topology.streams())
                    .extracting(stream -> stream.lag().bytes())
                    .containsOnly(Bytes.ZERO);
            assertThat(topology.streams())
                    .extracting(stream -> stream.lag().time())
                    .containsOnly(Duration.ZERO);
        });
    }

    @Test
    void a_stopped_subscriber_keeps_its_stream_and_its_lag_grows() {
        String name = stream(watched.look(), "orders_to_legacy").name();
        var id = stream(watched.look(), name).id();
        fleet.server("legacy").stop();
        try {
            fleet.server("orders")
                    .sql("insert into orders (payload) select repeat('x', 1000) from generate_series(1, 100)");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Topology topology = watched.look();
                assertThat(node(topology, "legacy").status()).isEqualTo(Topology.Status.DISCONNECTED);
                assertThat(Objects.requireNonNull(node(topology, "legacy").error())
                                .code())
                        .isEqualTo("connection_refused");
                Stream stream = stream(topology, name);
                assertThat(stream.id()).isEqualTo(id);
                assertThat(stream.status()).isEqualTo(Status.INACTIVE);
                assertThat(stream.stale()).isTrue();
                assertThat(stream.lag().bytes()).isGreaterThan(new Bytes(50_000));
            });
        } finally {
            fleet.server("legacy").start();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Stream stream = stream(watched.look(), name);
            assertThat(stream.status()).isEqualTo(Status.ACTIVE);
            assertThat(stream.stale()).isFalse();
            assertThat(stream.id()).isEqualTo(id);
        });
    }

    @Test
    void a_disabled_subscription_is_inactive_and_a_dropped_slot_an_error() {
        fleet.server("search").sql("alter subscription reporting_to_search disable");
        assertThat(stream(watched.look(), "reporting_to_search").reason())
                .contains("reporting_to_search on search is disabled");

        fleet.server("search").sql("alter subscription reporting_to_search enable");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                stream(watched.look(), "reporting_to_search").status())
                        .isEqualTo(Status.ACTIVE));
    }

    @Test
    void one_database_that_does_not_let_us_in_blinds_nothing_else() {
        fleet.server("orders").sql("create database closed", "revoke connect on database closed from public");
        var server = fleet.server("orders");
        try (var narrow = WatchedFleet.watching(fleet)) {
            narrow.register("closed", new Endpoint(server.host(), server.port()), "closed");
            narrow.register("missing", new Endpoint(server.host(), server.port()), "missing");

            Topology topology = narrow.look();

            assertThat(node(topology, "orders").status()).isEqualTo(Topology.Status.CONNECTED);
            assertThat(Objects.requireNonNull(node(topology, "missing").error()).code())
                    .isEqualTo("database_missing");
            assertThat(Objects.requireNonNull(node(topology, "closed").error()).code())
                    .isEqualTo("privilege_missing");
        }
    }

    @Test
    void a_database_that_shuts_us_out_keeps_its_streams() {
        var legacy = fleet.server("legacy");
        var id = stream(watched.look(), "orders_to_legacy").id();
        legacy.database("postgres")
                .sql(
                        "alter database app allow_connections false",
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pgrm'");
        try {
            // Another database of the same server lets us in, so the server itself is seen.
            watched.register("legacy-admin", new Endpoint(legacy.host(), legacy.port()), "postgres");
            Topology topology = watched.look();

            assertThat(node(topology, "legacy").status()).isEqualTo(Topology.Status.DISCONNECTED);
            assertThat(node(topology, "legacy-admin").status()).isEqualTo(Topology.Status.CONNECTED);
            Stream stream = stream(topology, "orders_to_legacy");
            assertThat(stream.id()).isEqualTo(id);
            assertThat(stream.stale()).isTrue();
            assertThat(ends(topology, stream)).isEqualTo("orders -> legacy");
        } finally {
            legacy.database("postgres").sql("alter database app allow_connections true");
            watched.forget("legacy-admin");
        }
    }

    @Test
    void a_role_without_rights_is_told_what_it_misses_and_invents_no_trouble() {
        fleet.server("orders").sql("create role blind login password 'blind'");
        fleet.awaitCaughtUp();
        try (var blind = new WatchedFleet(new Credentials("blind", "blind"))) {
            List.of("orders", "orders-dr", "orders-dr-2").forEach(name -> blind.register(fleet.server(name)));
            Topology topology = blind.look();

            assertThat(topology.servers())
                    .filteredOn(server -> server.status() == Topology.Status.CONNECTED)
                    .hasSize(3)
                    .allSatisfy(server -> assertThat(server.hidden())
                            .extracting(MissingPrivilege::grant)
                            .contains("grant pg_monitor to \"blind\""));
            assertThat(topology.streams())
                    .filteredOn(stream -> stream.type() == StreamType.PHYSICAL)
                    .isNotEmpty()
                    .allSatisfy(stream -> assertThat(stream.status()).isEqualTo(Status.ACTIVE));
        }
    }

    @Test
    void a_held_session_takes_one_connection_however_often_it_is_used() {
        watched.look();
        watched.look();
        watched.look();

        assertThat(fleet.server("search")
                        .value("select count(*) from pg_stat_activity where application_name = 'pgrm'"))
                .isEqualTo("1");
    }
}
