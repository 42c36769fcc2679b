package dev.pgrm.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pgrm.devkit.demo.ManagerClient;
import dev.pgrm.devkit.demo.Program;
import dev.pgrm.devkit.demo.Services;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The API and a monitor as they are shipped, on a store and a Redis of their own. */
final class Installation implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(90);
    static final String KEY = "the-key-of-the-tests";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME =
            Path.of(System.getProperty("pgrm.home", "..")).toAbsolutePath().normalize();

    private final Services services;
    private final Map<String, String> environment;
    private final Path logs;
    private final int port = Ports.free();
    private final ManagerClient client = new ManagerClient(port, KEY);
    private final Program monitor;
    private Program api;

    private Installation(Services services, Map<String, String> environment) throws IOException {
        this.services = services;
        this.environment = environment;
        this.logs = Folders.temporary("logs");
        this.api = program("api", port);
        this.monitor = program("monitor", 0);
    }

    static Installation start(Map<String, String> more) throws IOException {
        var services = Services.temporary();
        var environment = new HashMap<>(services.environment());
        environment.putAll(more);
        environment.put("AUTH_KEY", KEY);
        environment.put("PGRM_POLL_INTERVAL", "1s");
        var installation = new Installation(services, environment);
        installation.awaitReady();
        return installation;
    }

    private Program program(String command, int itsPort) throws IOException {
        var own = new HashMap<>(environment);
        own.put("PGRM_PORT", Integer.toString(itsPort));
        return Program.start(HOME, command, logs.resolve(command + ".log"), own);
    }

    private void awaitReady() {
        await().atMost(BOUND).until(() -> {
            api.requireAlive();
            monitor.requireAlive();
            return client.ready();
        });
    }

    void stopApi() {
        api.close();
    }

    void startApi() throws IOException {
        api = program("api", port);
        awaitReady();
    }

    void awaitConnected(int databases) {
        await().atMost(BOUND).until(() -> client.seenDatabases() == databases);
    }

    ManagerClient client() {
        return client;
    }

    Services services() {
        return services;
    }

    String redis() {
        return Objects.requireNonNull(environment.get("PGRM_REDIS_URI"));
    }

    /** What the API answers to a program. */
    JsonNode get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url(path))).header("Authorization", "Bearer " + KEY);
            return JSON.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
        }
    }

    /** One of what a list of such an answer has; a missing node while there is none of that name. */
    JsonNode named(String path, String list, String name) throws IOException, InterruptedException {
        return get(path)
                .path(list)
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** The same, to what it is told. */
    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url(path)))
                    .header("Authorization", "Bearer " + KEY)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
            return JSON.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    static Path file(String name) {
        return HOME.resolve(name);
    }

    @Override
    public void close() {
        api.close();
        monitor.close();
        services.close();
    }
}
