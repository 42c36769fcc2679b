package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What is seen of a primary with a standby and a subscriber of its own version, by a role with pg_monitor and two grants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeenFacts {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final PostgresVersion version;
    final int major;
    Fleet fleet;
    WatchedFleet watched;

    SeenFacts(PostgresVersion version) {
        this.version = version;
        this.major = version.major();
    }

    @BeforeAll
    void start() {
        fleet = aFleet().primary("orders", version)
                .tables("orders", "items")
                .setting("max_prepared_transactions", "5")
                .logicalReplica("reporting", version, following("orders"), tables("orders"))
                .alsoFollowing(following("orders"), tables("items"))
                .named("items_too")
                .with("binary = true", "streaming = on")
                .standby("orders-dr", following("orders"))
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

    Subscription subscription(String name) {
        return facts(watched, "reporting").subscriptions().stream()
                .filter(each -> each.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static DatabaseFacts facts(WatchedFleet watched, String database) {
        return Objects.requireNonNull(watched.view(database).lastSeen());
    }

    ServerFacts server(String name) {
        return watched.seen(name).server();
    }

    interface Claim {
        void hold() throws Exception;
    }

    void soon(Claim claim) {
        await().atMost(BOUND).untilAsserted(() -> {
            watched.poll();
            claim.hold();
        });
    }
}
