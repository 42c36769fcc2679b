package dev.pgrm.devkit.bench;

import dev.pgrm.devkit.demo.ManagerClient;
import dev.pgrm.devkit.demo.Program;
import dev.pgrm.devkit.demo.Services;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The API and any number of monitors, each a process as it is shipped, on a store and a Redis of their own. */
final class Installed implements AutoCloseable {
    static final Duration BOUND = Duration.ofMinutes(10);

    private final Path home;
    private final Services services = Services.temporary();
    private final Map<String, String> environment;
    private final Path logs = Folders.temporary("logs");
    private final int port = Ports.free();
    private final String key = UUID.randomUUID().toString();
    private final ManagerClient client = new ManagerClient(port, key);
    private final List<Program> monitors = new ArrayList<>();
    private final Program api;

    Installed(Path home, Duration interval) throws IOException {
        this.home = home;
        environment = new HashMap<>(services.environment());
        environment.put("AUTH_KEY", key);
        environment.put("PGRM_HOST", "127.0.0.1");
        environment.put("PGRM_POLL_INTERVAL", interval.toMillis() + "ms");
        environment.put("PGRM_METRICS_OPEN", "true");
        api = start("api", "api", port);
        Await.until(() -> "the API to be ready; its log is in " + logs, BOUND, () -> {
            api.requireAlive();
            return client.ready();
        });
    }

    private Program start(String command, String name, int onPort) throws IOException {
        var own = new HashMap<>(environment);
        own.put("PGRM_PORT", Integer.toString(onPort));
        return Program.start(home, command, logs.resolve(name + ".log"), own);
    }

    Program monitor() throws IOException {
        Program monitor = start("monitor", "monitor-" + monitors.size(), 0);
        monitors.add(monitor);
        return monitor;
    }

    /** @return the reference by which databases are registered */
    String secret(String name, Credentials account) throws IOException {
        Files.writeString(
                services.secrets().resolve(name),
                "{\"username\": \"" + account.user() + "\", \"password\": \"" + account.password() + "\"}");
        return "file:" + name;
    }

    static Map<String, Object> body(String name, String host, int port, String database, String credentials) {
        return Map.of(
                "name",
                name,
                "host",
                host,
                "port",
                port,
                "database",
                database,
                "tlsMode",
                "disable",
                "credentials",
                credentials);
    }

    void awaitConnected(int databases) {
        Await.until(
                () -> databases + " databases to be connected; " + client.seenDatabases() + " are; logs are in " + logs,
                BOUND,
                () -> client.seenDatabases() >= databases);
    }

    ManagerClient client() {
        return client;
    }

    String redis() {
        return Objects.requireNonNull(environment.get("PGRM_REDIS_URI"));
    }

    Frames listen() {
        return Frames.of(port, key);
    }

    Listeners listeners(int number, boolean compressed) throws IOException {
        return Listeners.of(number, port, key, compressed);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String key() {
        return key;
    }

    long apiPid() {
        return api.pid();
    }

    @Override
    public void close() {
        monitors.forEach(Program::close);
        api.close();
        services.close();
    }
}
