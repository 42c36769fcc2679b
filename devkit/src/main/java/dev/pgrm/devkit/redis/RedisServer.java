package dev.pgrm.devkit.redis;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.PortChoice;
import dev.pgrm.devkit.process.ProcessNote;
import dev.pgrm.devkit.process.ServerAccount;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.devkit.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real Redis on loopback, which keeps its port (and, in a kept folder, its data) through stops and crashes. */
public final class RedisServer implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration TO_STOP = Duration.ofSeconds(15);
    private static final int PROBE_MILLIS = 1_000;

    private final Path folder;
    private final boolean kept;
    private final String password;
    private final int wantedPort;
    private volatile int port;
    private @Nullable Process process;

    RedisServer(Path folder, boolean kept, String password, int wantedPort) {
        this.folder = folder;
        this.kept = kept;
        this.password = password;
        this.wantedPort = wantedPort;
    }

    public static RedisServerBuilder builder() {
        return new RedisServerBuilder();
    }

    /** A temporary one without a password. */
    public static RedisServer temporary() {
        return builder().start();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** Empty if it asks for none. */
    public String password() {
        return password;
    }

    /** With the password, if there is one: not for logs. */
    public String uri() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + host() + ":" + port;
    }

    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    void startFirst() throws IOException {
        Files.createDirectories(data());
        ServerAccount.give(data());
        refuseRunning();
        new PortChoice("Redis", wantedPort, folder.resolve("port")).settle(this::begins);
    }

    /** Two servers on one append-only file would spoil it. The watchdog of a JVM that ended a moment ago may still be at work. */
    private void refuseRunning() throws IOException {
        var living = note().living();
        if (living.isPresent() && !Await.happens(TO_STOP, () -> !living.get().isAlive())) {
            throw new IllegalStateException(
                    "Redis runs on " + data() + " as process " + living.get().pid() + "; stop it first");
        }
    }

    /** On the same port. Does nothing if it runs. */
    public synchronized void start() {
        try {
            if (!running() && !begins(port)) {
                throw new IllegalStateException("Redis cannot start again: port " + port + " was taken meanwhile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be started", e);
        }
    }

    /** False if another process has the port. */
    private synchronized boolean begins(int candidate) throws IOException {
        port = candidate;
        long logged = Files.exists(log()) ? Files.size(log()) : 0;
        var started = ServerAccount.process(List.of(RedisBinary.path(), "-"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        Watchdog.ofThisJvm().guard(started.pid(), "TERM");
        try (var settings = started.getOutputStream()) {
            settings.write(settings().getBytes(StandardCharsets.UTF_8));
        }
        if (Await.happens(TO_START, () -> !started.isAlive() || answers()) && started.isAlive()) {
            note().write(started.toHandle());
            return true;
        }
        started.destroyForcibly();
        Watchdog.ofThisJvm().forget(started.pid());
        var said = Files.readString(log()).substring(Math.toIntExact(logged));
        if (said.contains("Address already in use")) {
            return false;
        }
        throw new IllegalStateException("Redis did not start; its log says:\n" + said);
    }

    /** Goes over standard input, where the process list does not show the password. */
    private String settings() {
        return String.join(
                "\n",
                "bind 127.0.0.1",
                "port " + port,
                "dir \"" + data() + "\"",
                "save \"\"",
                "appendonly " + (kept ? "yes" : "no"),
                password.isEmpty() ? "" : "requirepass " + password,
                "");
    }

    /** Any answer but LOADING; a server that asks for a password says NOAUTH. */
    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    public synchronized void stop() {
        end("TERM");
    }

    public synchronized void kill() {
        end("KILL");
    }

    private void end(String signal) {
        var running = process;
        if (running == null) {
            return;
        }
        Signals.send(signal, List.of(running.pid()));
        Signals.send("CONT", List.of(running.pid()));
        if (!Await.happens(TO_STOP, () -> !running.isAlive())) {
            running.destroyForcibly();
            Await.until(() -> "Redis to be dead", TO_STOP, () -> !running.isAlive());
        }
        Watchdog.ofThisJvm().forget(running.pid());
        process = null;
    }

    /** Stops it where it stands: connections stay open and nobody answers. */
    public synchronized void freeze() {
        if (process != null) {
            Signals.send("STOP", List.of(process.pid()));
        }
    }

    public synchronized void thaw() {
        if (process != null) {
            Signals.send("CONT", List.of(process.pid()));
        }
    }

    public List<String> logLines() {
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("redis.log");
    }

    private ProcessNote note() {
        return new ProcessNote(folder.resolve("process"));
    }

    @Override
    public void close() {
        stop();
        if (!kept) {
            try {
                Folders.removeTemporary(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Redis: " + folder + " could not be removed", e);
            }
        }
    }

    @Override
    public String toString() {
        return "Redis on " + host() + ":" + port;
    }
}
