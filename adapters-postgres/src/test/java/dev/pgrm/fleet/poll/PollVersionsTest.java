package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("matrix")
class PollVersionsTest {
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void every_version_is_seen_whole(PostgresVersion version) {
        try (Fleet fleet = aFleet().primary("orders", version)
                        .tables("orders")
                        .logicalReplica("reporting", version, following("orders"))
                        .standby("orders-dr", following("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = WatchedFleet.watching(fleet)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(watched.look().streams())
                            .hasSize(2)
                            .allSatisfy(stream -> {
                                assertThat(stream.status()).isEqualTo(Status.ACTIVE);
                                assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN);
                                assertThat(stream.lag().bytes()).isNotNull();
                            })
                            .extracting(Stream::stale)
                            .containsOnly(false));
            assertThat(watched.observation("orders"))
                    .isInstanceOfSatisfying(
                            Seen.class,
                            seen -> assertThat(seen.server().hidden()).isEmpty());
        }
    }
}
