package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The API and two monitors. */
final class Manager implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final int USUAL_PORT = 8080;

    private final Path home;
    private final String key;
    private final Path logs;
    private final Map<String, String> environment;
    private final List<Program> monitors;
    private Program api;
    private ManagerClient client;
    private int port;

    private Manager(Path home, String key, Path logs, Map<String, String> environment) throws IOException {
        this.home = home;
        this.key = key;
        this.logs = logs;
        this.environment = environment;
        this.port = Ports.freeOr(USUAL_PORT);
        this.client = new ManagerClient(port, key);
        this.api = start("api", "api", port);
        this.monitors = List.of(start("monitor", "monitor-1", 0), start("monitor", "monitor-2", 0));
    }

    static Manager start(Path home, Services services, String key, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(services.environment());
        environment.put("AUTH_KEY", key);
        environment.put("PGRM_HOST", "127.0.0.1");
        environment.putIfAbsent("PGRM_POLL_INTERVAL", "2s");
        return new Manager(home, key, Folders.temporary("logs"), environment);
    }

    private Program start(String command, String name, int onPort) throws IOException {
        Map<String, String> own = new HashMap<>(environment);
        own.put("PGRM_PORT", Integer.toString(onPort));
        return Program.start(home, command, logs.resolve(name + ".log"), own);
    }

    /** Whoever took the port since we looked for a free one keeps it. */
    private void moveIfThePortWasTaken() {
        if (!api.isAlive() && !Ports.isFree(port)) {
            port = Ports.free();
            client = new ManagerClient(port, key);
            try {
                api = start("api", "api", port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        api.requireAlive();
        monitors.forEach(Program::requireAlive);
    }

    ManagerClient client() {
        return client;
    }

    void awaitReady() {
        Await.until(() -> "the API to be ready; its log is in " + logs, TO_START, () -> {
            moveIfThePortWasTaken();
            return client.ready();
        });
    }

    void awaitWatched(int databases) {
        Await.until(() -> "the monitors to see the fleet; their logs are in " + logs, TO_START, () -> {
            moveIfThePortWasTaken();
            return client.seenDatabases() >= databases;
        });
    }

    String address() {
        return "http://localhost:" + port;
    }

    String welcome() {
        return String.format(Locale.ROOT, """

            pgrm is at   %1$s
            sign in with %2$s

            API: curl -H 'Authorization: Bearer %2$s' %1$s/api/topology
            Logs: %3$s
            """, address(), key, logs);
    }

    @Override
    public void close() {
        api.close();
        monitors.forEach(Program::close);
    }
}
