package dev.pgrm.devkit.bench;

import dev.pgrm.devkit.demo.Program;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Two monitors share the servers, and one is killed over and over: how long a server is not polled at most. */
final class Takeover {
    private static final int SERVERS = 40;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration ALTOGETHER = Duration.ofSeconds(30);

    private Takeover() {}

    static void measure(Path home, int rounds) throws Exception {
        var ways = new ArrayList<FaultProxy>();
        try (var installed = new Installed(home, INTERVAL);
                var server = PostgresServer.builder("shared")
                        .setting("max_connections", "200")
                        .start()) {
            String credentials = installed.secret("shared", server.superuser());
            for (int i = 0; i < SERVERS; i++) {
                // A server is an address, so each way counts as one.
                FaultProxy way = FaultProxy.open().towards(server.host(), server.port());
                ways.add(way);
                installed
                        .client()
                        .register(Installed.body("way " + i, way.host(), way.port(), "postgres", credentials));
            }
            Program survivor = installed.monitor();
            installed.awaitConnected(SERVERS);
            var longest = new double[rounds];
            int twice = 0;
            for (int round = 0; round < rounds; round++) {
                Program victim = installed.monitor();
                Await.until(() -> "two workers", Installed.BOUND, () -> Ears.workers(installed.redis()) == 2);
                Bench.pause(INTERVAL.multipliedBy(2));
                try (var ears = new Ears(installed.redis())) {
                    // Not always at the same distance from polls and renewals.
                    Bench.pause(INTERVAL.multipliedBy(2).plusMillis(997L * round));
                    victim.kill();
                    Bench.pause(ALTOGETHER);
                    longest[round] = Arrays.stream(ears.gaps()).max().orElseThrow();
                    twice += ways.stream()
                            .mapToInt(way -> Math.max(0, way.connections() - 1))
                            .sum();
                    Bench.tell(String.format(
                            Locale.ROOT,
                            "round %d: the longest time without a poll of any of %d servers %.1f s",
                            round,
                            ears.servers(),
                            longest[round] / 1000));
                }
            }
            survivor.requireAlive();
            Bench.tell(String.format(
                    Locale.ROOT,
                    "without a poll: %s; sessions beyond one for each server afterwards: %d",
                    Bench.spread(longest),
                    twice));
        } finally {
            List.copyOf(ways).forEach(FaultProxy::close);
        }
    }
}
