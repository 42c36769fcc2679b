package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
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

    private final int port;
    private final String key;
    private final Path logs;
    private final ManagerClient client;
    private final List<Program> programs;

    private Manager(int port, String key, Path logs, List<Program> programs) {
        this.port = port;
        this.key = key;
        this.logs = logs;
        this.client = new ManagerClient(port, key);
        this.programs = programs;
    }

    static Manager start(Path home, Services services, String key, Map<String, String> more) throws IOException {
        Path logs = Folders.temporary("logs");
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(services.environment());
        environment.put("AUTH_KEY", key);
        environment.putIfAbsent("PGRM_POLL_INTERVAL", "2s");
        int port = Ports.freeOr(USUAL_PORT);
        return new Manager(
                port,
                key,
                logs,
                List.of(
                        Program.start(home, "api", logs.resolve("api.log"), on(port, environment)),
                        Program.start(home, "monitor", logs.resolve("monitor-1.log"), on(0, environment)),
                        Program.start(home, "monitor", logs.resolve("monitor-2.log"), on(0, environment))));
    }

    private static Map<String, String> on(int port, Map<String, String> environment) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("PGRM_PORT", Integer.toString(port));
        return own;
    }

    ManagerClient client() {
        return client;
    }

    void awaitReady() {
        Await.until(() -> "the API to be ready; its log is in " + logs, TO_START, () -> {
            programs.forEach(Program::requireAlive);
            return client.ready();
        });
    }

    void awaitWatched(int databases) {
        Await.until(() -> "the monitors to see the fleet; their logs are in " + logs, TO_START, () -> {
            programs.forEach(Program::requireAlive);
            return client.seenDatabases() >= databases;
        });
    }

    String welcome() {
        return String.format(Locale.ROOT, """

            pgrm is at   http://localhost:%d
            sign in with %s

            API: curl -H 'Authorization: Bearer %s' http://localhost:%d/api/topology
            Logs: %s
            """, port, key, key, port, logs);
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }
}
