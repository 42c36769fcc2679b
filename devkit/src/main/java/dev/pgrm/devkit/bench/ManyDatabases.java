package dev.pgrm.devkit.bench;

import dev.pgrm.devkit.demo.Program;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one monitor costs that polls many databases on a few servers every five seconds, and whether it keeps to that. */
final class ManyDatabases {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TO_SETTLE = Duration.ofSeconds(45);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    private ManyDatabases() {}

    static void measure(Path home, int databases, int servers) throws Exception {
        List<PostgresServer> all = new ArrayList<>();
        try (var installed = new Installed(home, INTERVAL)) {
            int each = databases / servers;
            for (int i = 0; i < servers; i++) {
                all.add(server(i, each));
            }
            for (int i = 0; i < servers; i++) {
                register(installed, all.get(i), i, each);
            }
            Program monitor = installed.monitor();
            try (var ears = new Ears(installed.redis())) {
                installed.awaitConnected(each * servers);
                Bench.pause(TO_SETTLE);
                ears.forget();
                var before = ProcessCost.of(monitor.pid());
                var apiBefore = ProcessCost.of(installed.apiPid());
                Bench.pause(MEASURED);
                var after = ProcessCost.of(monitor.pid());
                Bench.tell(String.format(
                        Locale.ROOT,
                        "%d databases on %d servers: monitor %.1f %% of a core, %d MiB resident (%d at most);"
                                + " polls of %d servers, %s; longest observation %d KiB; API %.1f %% of a core",
                        each * servers,
                        servers,
                        after.coreSince(before),
                        after.residentMegabytes(),
                        after.mostResidentMegabytes(),
                        ears.servers(),
                        Bench.spread(ears.gaps()),
                        ears.longest() / 1024,
                        ProcessCost.of(installed.apiPid()).coreSince(apiBefore)));
            }
        } finally {
            all.forEach(PostgresServer::close);
        }
    }

    private static PostgresServer server(int number, int databases) {
        PostgresServer server = PostgresServer.builder("many-" + number)
                .setting("max_connections", Integer.toString(databases + 50))
                .setting("shared_buffers", "32MB")
                .start();
        for (int i = 0; i < databases; i++) {
            server.sql("create database db_" + i);
        }
        return server;
    }

    private static void register(Installed installed, PostgresServer server, int number, int databases)
            throws Exception {
        String credentials = installed.secret("many-" + number, server.superuser());
        var bodies = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < databases; i++) {
            bodies.add(Installed.body(
                    "server " + number + " database " + i, server.host(), server.port(), "db_" + i, credentials));
        }
        installed.client().take(bodies);
    }
}
