package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.fleet.WatchedFleet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a poll costs server and worker, against the very same statements sent by pgbench in one pipeline, prepared, and against a
 * scrape by prometheus-postgres-exporter: in turns, in the same minute. Linux, with pgbench 14 or newer and the exporter on the path.
 */
@Tag("bench")
class PollCostTest {
    private static final Logger log = LoggerFactory.getLogger(PollCostTest.class);
    private static final int TURNS = 3;
    private static final int POLLS = 4_000;
    private static final int SCRAPES = 50;

    @TempDir
    Path folder;

    @Test
    void poll() throws Exception {
        try (Fleet fleet = aFleet().primary("orders", V17)
                        .tables("orders")
                        .logicalReplica("reporting", V18, following("orders"))
                        .standby("orders-dr", following("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            PostgresServer server = fleet.server("orders");
            watched.register(server);
            for (int i = 0; i < 3 * POLLS; i++) {
                watched.poll();
            }
            assertThat(watched.observation("orders")).isInstanceOf(Seen.class);
            for (int turn = 0; turn < TURNS; turn++) {
                Cost ours = ours(watched, server);
                double bench = pgbench(server, fleet.monitoringRole());
                double exporter = exporter(server, fleet.monitoringRole());
                log.warn(String.format(
                        Locale.ROOT,
                        "poll: server %.3f ms, worker %.3f ms, wall %.3f ms; pgbench: server %.3f ms; exporter: server %.2f ms;"
                                + " poll/pgbench %.2f, worker/server %.2f, exporter/poll %.0f",
                        ours.server(),
                        ours.worker(),
                        ours.wall(),
                        bench,
                        exporter,
                        ours.server() / bench,
                        ours.worker() / ours.server(),
                        exporter / ours.server()));
            }
        }
    }

    /** Milliseconds for each poll. */
    private record Cost(double server, double worker, double wall) {}

    private static Cost ours(WatchedFleet watched, PostgresServer server) {
        int backend =
                Integer.parseInt(server.value("select pid from pg_stat_activity where application_name = 'pgrm'"));
        int worker = Math.toIntExact(ProcessHandle.current().pid());
        long serverBefore = ProcessorTime.of(backend);
        long workerBefore = ProcessorTime.of(worker);
        long begun = System.nanoTime();
        for (int i = 0; i < POLLS; i++) {
            watched.poll();
        }
        return new Cost(
                (double) (ProcessorTime.of(backend) - serverBefore) / POLLS,
                (double) (ProcessorTime.of(worker) - workerBefore) / POLLS,
                (System.nanoTime() - begun) / 1e6 / POLLS);
    }

    private double pgbench(PostgresServer server, Credentials role) throws Exception {
        Path script = Files.writeString(
                folder.resolve("poll.sql"), "\\startpipeline\n" + statements(server, role) + ";\n\\endpipeline\n");
        return ofServer(server, POLLS, () -> {
            Process bench = started(
                    Map.of("PGPASSWORD", role.password()),
                    List.of(
                            "pgbench",
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            "1",
                            "-t",
                            Integer.toString(POLLS),
                            "-D",
                            "counting=true",
                            "-D",
                            "loaded=" + loadedAt(server),
                            "-f",
                            script.toString(),
                            "-h",
                            server.host(),
                            "-p",
                            Integer.toString(server.port()),
                            "-U",
                            role.user(),
                            server.database().name()));
            assertThat(bench.waitFor())
                    .as("exit code of pgbench; see pgbench.log")
                    .isZero();
        });
    }

    private static String statements(PostgresServer server, Credentials role) throws Exception {
        try (Connection connection = server.database().connect(role, "capabilities")) {
            var knownWithoutSubscriptions = new DatabaseFacts("orders", List.of(), List.of());
            var sections =
                    new ArrayList<>(new DatabaseLook().sections(knownWithoutSubscriptions, false, Instant.EPOCH));
            sections.addAll(new ServerLook().sections(false));
            return HeldSession.composed(sections, Capabilities.probe(connection))
                    .replace("?::bool", ":counting::bool")
                    .replace("?::int8", ":loaded::int8");
        }
    }

    /** So that settings are not read, as at most polls. */
    private static String loadedAt(PostgresServer server) {
        return server.value("select (extract(epoch from pg_conf_load_time()) * 1000000)::int8");
    }

    private double exporter(PostgresServer server, Credentials role) throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return ofServer(server, SCRAPES, () -> {
            Process exporter = started(
                    Map.of(
                            "DATA_SOURCE_URI",
                            server.host() + ":" + server.port() + "/"
                                    + server.database().name() + "?sslmode=disable",
                            "DATA_SOURCE_USER",
                            role.user(),
                            "DATA_SOURCE_PASS",
                            role.password()),
                    List.of("prometheus-postgres-exporter", "--web.listen-address=127.0.0.1:" + port));
            try (HttpClient client = HttpClient.newHttpClient()) {
                var metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .timeout(Duration.ofSeconds(30))
                        .build();
                Awaitility.await()
                        .ignoreExceptions()
                        .until(() -> client.send(metrics, BodyHandlers.ofString())
                                .body()
                                .contains("pg_up 1"));
                for (int i = 1; i < SCRAPES; i++) {
                    client.send(metrics, BodyHandlers.discarding());
                }
            } finally {
                exporter.destroy();
                exporter.waitFor(10, TimeUnit.SECONDS);
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    /** The sessions of others are over when they are done, so the postmaster knows what they took. */
    private static double ofServer(PostgresServer server, int times, Work work) throws Exception {
        int postmaster = postmaster(server);
        settled(server);
        long before = ProcessorTime.ofEndedChildren(postmaster);
        work.run();
        settled(server);
        return (double) (ProcessorTime.ofEndedChildren(postmaster) - before) / times;
    }

    /** No session is left but ours and the one that asks. */
    private static void settled(PostgresServer server) {
        Awaitility.await()
                .until(() -> server.value("select count(*) from pg_stat_activity where backend_type = 'client backend'"
                                + " and application_name <> 'pgrm' and pid <> pg_backend_pid()")
                        .equals("0"));
    }

    private static int postmaster(PostgresServer server) throws SQLException {
        int backend =
                Integer.parseInt(server.value("select pid from pg_stat_activity where application_name = 'pgrm'"));
        return ProcessorTime.parent(backend);
    }

    private Process started(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command.getFirst() + ".log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
