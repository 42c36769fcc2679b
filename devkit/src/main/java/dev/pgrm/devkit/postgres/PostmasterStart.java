package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Secrets;
import dev.pgrm.devkit.process.ServerAccount;
import dev.pgrm.devkit.process.Watchdog;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the server of one folder. The settings lie in its data directory, so that a start by hand finds the same. */
record PostmasterStart(ServerSpec spec, ServerFolder folder, Map<String, String> upstream, Shutdown atTheEnd) {
    private static final Duration BOUND = Duration.ofSeconds(90);

    /** False if another process has the port. */
    boolean on(int port) throws IOException {
        folder.data().removeStalePidFile();
        writeSettings(port);
        var log = new ServerLog(folder::logLines).fromHere();
        var process = spawn();
        Watchdog.ofThisJvm().guard(process.pid(), atTheEnd.signal());
        Watchdog.ofThisJvm().guardData(folder.data().path());
        boolean settled = Await.happens(BOUND, () -> folder.data().readyUnder(process.pid()) || !process.isAlive());
        if (settled && process.isAlive()) {
            return true;
        }
        process.destroyForcibly();
        Watchdog.ofThisJvm().forget(process.pid());
        if (log.contains("Address already in use")) {
            return false;
        }
        throw new IllegalStateException(
                spec.name() + " did not start; its log says:\n" + String.join("\n", log.lines()));
    }

    private Process spawn() throws IOException {
        return ServerAccount.process(List.of(
                        PostgresBinaries.of(spec.version()).program("postgres"),
                        "-D",
                        folder.data().path().toString()))
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()))
                .start();
    }

    private void writeSettings(int port) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.putAll(ServerSettings.of(spec));
        settings.putAll(upstream);
        Secrets.write(folder.settings(), ServerSettings.asFile(settings));
        ServerAccount.give(folder.settings());
    }
}
