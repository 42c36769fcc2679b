package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several databases of one server. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SideBySideTest {
    private static final int POLLS = 10;

    private Fleet fleet;
    private PostgresServer server;

    @BeforeAll
    void start() {
        fleet = aFleet().primary("shop", V18)
                .tables("orders")
                .monitoringRole("pgrm_monitor")
                .start();
        server = fleet.server("shop");
        server.sql("create database stock", "create database staff");
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    private WatchedFleet watching() {
        return watching(Clock.systemUTC());
    }

    private WatchedFleet watching(Clock clock) {
        return new WatchedFleet(fleet.monitoringRole(), clock);
    }

    private Endpoint endpoint() {
        return new Endpoint(server.host(), server.port());
    }

    @Test
    void a_poll_of_all_of_them_is_one_round_trip_for_each_held_session() {
        var clock = new MovableClock();
        try (var shop = new RoundTrips(server.host(), server.port());
                var stock = new RoundTrips(server.host(), server.port());
                var watched = watching(clock)) {
            watched.register("shop", new Endpoint("127.0.0.1", shop.port()), "app");
            watched.registerBeside("shop", "stock", new Endpoint("127.0.0.1", stock.port()), "stock");
            // Statements are prepared for good by and by, so this is no longer the beginning.
            IntStream.range(0, POLLS).forEach(_ -> watched.poll());
            int before = shop.count() + stock.count();

            IntStream.range(0, POLLS).forEach(_ -> watched.poll());

            assertThat(shop.count() + stock.count() - before).isEqualTo(2 * POLLS);

            clock.advance(Duration.ofMinutes(5));
            watched.poll();
            assertThat(shop.count() + stock.count() - before)
                    .as("what is dear comes in the same round trip")
                    .isEqualTo(2 * POLLS + 2);
            assertThat(watched.view("shop")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("stock")).isInstanceOf(DatabaseSeen.class);
        }
    }

    @Test
    void one_that_hangs_is_given_up_while_the_others_are_seen_and_comes_back() {
        try (var way = FaultProxy.open().towards(server.host(), server.port());
                var watched = watching()) {
            // The first one registered speaks for the server, so it is the one to fall silent.
            watched.register("shop", endpoint(), "app");
            watched.registerBeside("shop", "stock", new Endpoint(way.host(), way.port()), "stock");
            watched.poll();
            assertThat(watched.view("stock")).isInstanceOf(DatabaseSeen.class);

            way.stall();
            watched.poll();

            assertThat(watched.view("shop")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("stock")).isInstanceOfSatisfying(DatabaseUnseen.class, unseen -> {
                assertThat(unseen.trouble().code()).isEqualTo("timed_out");
                assertThat(unseen.lastSeen()).isNotNull();
            });

            way.restore();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                watched.poll();
                assertThat(watched.view("stock")).isInstanceOf(DatabaseSeen.class);
            });
        }
    }

    @Test
    void when_the_one_that_speaks_for_the_server_hangs_another_speaks() {
        try (var way = FaultProxy.open().towards(server.host(), server.port());
                var watched = watching()) {
            // As long as it is alone, it speaks.
            watched.register("stock", new Endpoint(way.host(), way.port()), "stock");
            watched.poll();
            watched.registerBeside("stock", "shop", endpoint(), "app");
            way.stall();

            watched.poll();
            watched.poll();

            assertThat(watched.view("shop")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("stock")).isInstanceOf(DatabaseUnseen.class);
            assertThat(watched.seen("shop").server().settings()).containsKey("wal_level");
            assertThat(Objects.requireNonNull(watched.view("shop").lastSeen()).name())
                    .isEqualTo("app");
            way.restore();
        }
    }

    @Test
    void one_whose_server_is_away_on_its_own_way_leaves_the_others_seen() {
        try (var way = FaultProxy.open().towards(server.host(), server.port());
                var watched = watching()) {
            watched.register("shop", endpoint(), "app");
            watched.registerBeside("shop", "stock", new Endpoint(way.host(), way.port()), "stock");
            watched.registerBeside("shop", "staff", endpoint(), "staff");
            watched.poll();

            way.cut();
            watched.poll();

            assertThat(watched.view("shop")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("staff")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("stock"))
                    .isInstanceOfSatisfying(
                            DatabaseUnseen.class,
                            unseen -> assertThat(unseen.trouble().code()).isEqualTo("connection_refused"));
        }
    }

    @Test
    void the_first_subscription_of_a_database_is_seen_by_the_next_poll() {
        try (var watched = watching()) {
            watched.register("staff", endpoint(), "staff");
            watched.poll();
            watched.poll();
            server.database("staff")
                    .sql("create subscription first connection 'host=127.0.0.1' publication p with (connect = false)");

            watched.poll();

            assertThat(Objects.requireNonNull(watched.view("staff").lastSeen()).subscriptions())
                    .extracting(subscription -> subscription.name().value())
                    .containsExactly("first");
            server.database("staff").sql("alter subscription first set (slot_name = none)", "drop subscription first");
        }
    }
}
