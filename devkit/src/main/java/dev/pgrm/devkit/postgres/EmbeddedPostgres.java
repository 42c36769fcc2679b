package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import dev.pgrm.devkit.process.Secrets;
import dev.pgrm.devkit.process.ServerAccount;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.devkit.process.Watchdog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that runs as a process of this machine. What is true of it is read from its data directory, so that a human may stop and start it meanwhile. */
final class EmbeddedPostgres implements PostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 10;

    private final ServerSpec spec;
    private final ServerFolder folder;
    private final Lifetime lifetime;
    private final Credentials superuser;
    private final Map<String, String> upstream = new LinkedHashMap<>();
    private final int wantedPort;
    private volatile int port;
    private List<Long> frozen = List.of();

    EmbeddedPostgres(ServerSpec spec, ServerFolder folder, Lifetime lifetime, Credentials superuser, int wantedPort) {
        this.spec = spec;
        this.folder = folder;
        this.lifetime = lifetime;
        this.superuser = superuser;
        this.wantedPort = wantedPort;
    }

    /** Brings its data directory into being. */
    interface Origin {
        void make() throws IOException;
    }

    EmbeddedPostgres startedFrom(Origin origin) throws IOException {
        try {
            origin.make();
            startFirst();
            if (maintenance()
                    .value("select 1 from pg_database where datname = " + Identifiers.literal(spec.database()))
                    .isEmpty()) {
                maintenance().sql("create database " + Identifiers.quoted(spec.database()));
            }
            return this;
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    EmbeddedPostgres following(Map<String, String> settings) {
        upstream.putAll(settings);
        return this;
    }

    ServerFolder folder() {
        return folder;
    }

    ServerSpec spec() {
        return spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public PostgresVersion version() {
        return spec.version();
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.loopback(port);
    }

    @Override
    public Endpoint peerEndpoint() {
        return endpoint();
    }

    @Override
    public Credentials superuser() {
        return superuser;
    }

    @Override
    public Database database() {
        return database(spec.database());
    }

    private Database maintenance() {
        return database("postgres");
    }

    @Override
    public ServerLog log() {
        return new ServerLog(folder::logLines);
    }

    @Override
    public boolean running() {
        return folder.data().postmaster().isPresent();
    }

    private void startFirst() throws IOException {
        Files.writeString(folder.log(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        ServerAccount.give(folder.log());
        refuseRunning();
        for (int attempt = 1; attempt <= (wantedPort == 0 ? ATTEMPTS : 1); attempt++) {
            int candidate = candidate(attempt);
            if (begins(candidate)) {
                Files.writeString(folder.port(), Integer.toString(candidate));
                return;
            }
            LOG.info("{}: port {} was taken meanwhile", name(), candidate);
        }
        throw new IllegalStateException(
                wantedPort == 0
                        ? name() + ": every port tried was taken"
                        : name() + ": port " + wantedPort + " is taken; stop what listens there or choose another");
    }

    /** The watchdog of a JVM that ended a moment ago may still be at work. */
    private void refuseRunning() {
        if (!Await.happens(TO_STOP, () -> !running())) {
            throw new IllegalStateException("A PostgreSQL server runs on "
                    + folder.data().path() + "; stop it first: " + controls().stop());
        }
    }

    private int candidate(int attempt) throws IOException {
        if (wantedPort != 0) {
            return wantedPort;
        }
        if (attempt == 1 && Files.exists(folder.port())) {
            return Integer.parseInt(Files.readString(folder.port()).trim());
        }
        return Ports.free();
    }

    @Override
    public synchronized void start() {
        if (running()) {
            return;
        }
        try {
            if (!begins(port)) {
                throw new IllegalStateException(name() + " cannot start again: port " + port + " was taken meanwhile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " could not be started", e);
        }
    }

    /** False if another process has the port. */
    private boolean begins(int candidate) throws IOException {
        port = candidate;
        folder.data().removeStalePidFile();
        writeSettings();
        var log = log().fromHere();
        var process = ServerAccount.process(List.of(
                        PostgresBinaries.of(version()).program("postgres"),
                        "-D",
                        folder.data().path().toString()))
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()))
                .start();
        Watchdog.ofThisJvm().guard(process.pid(), endSignal().signal());
        Watchdog.ofThisJvm().guardData(folder.data().path());
        boolean settled = Await.happens(TO_START, () -> folder.data().readyUnder(process.pid()) || !process.isAlive());
        if (settled && process.isAlive()) {
            return true;
        }
        process.destroyForcibly();
        Watchdog.ofThisJvm().forget(process.pid());
        if (log.contains("Address already in use")) {
            return false;
        }
        throw new IllegalStateException(name() + " did not start; its log says:\n" + String.join("\n", log.lines()));
    }

    private void writeSettings() throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.putAll(ServerSettings.of(spec));
        settings.putAll(upstream);
        Secrets.write(folder.settings(), ServerSettings.asFile(settings));
        ServerAccount.give(folder.settings());
    }

    private Shutdown endSignal() {
        return lifetime == Lifetime.KEPT ? Shutdown.FAST : Shutdown.IMMEDIATE;
    }

    @Override
    public synchronized void stop(Shutdown how) {
        thaw();
        var postmaster = folder.data().postmaster().orElse(null);
        if (postmaster == null) {
            return;
        }
        Signals.send(how.signal(), List.of(postmaster.pid()));
        if (!gone(postmaster)) {
            LOG.warn("{} did not stop within {} s; it is stopped at once", name(), TO_STOP.toSeconds());
            Signals.send(Shutdown.IMMEDIATE.signal(), List.of(postmaster.pid()));
            if (!gone(postmaster)) {
                kill();
            }
        }
        Watchdog.ofThisJvm().forget(postmaster.pid());
    }

    private boolean gone(ProcessHandle postmaster) {
        return Await.happens(
                TO_STOP,
                () -> !postmaster.isAlive() || folder.data().postmaster().isEmpty());
    }

    @Override
    public synchronized void kill() {
        var postmaster = folder.data().postmaster().orElse(null);
        if (postmaster == null) {
            return;
        }
        Signals.send("STOP", List.of(postmaster.pid()));
        var all = tree(postmaster);
        Signals.send("KILL", all.stream().map(ProcessHandle::pid).toList());
        Await.until(() -> name() + " to be dead", TO_STOP, () -> all.stream().noneMatch(ProcessHandle::isAlive));
        frozen.forEach(Watchdog.ofThisJvm()::forget);
        frozen = List.of();
        Watchdog.ofThisJvm().forget(postmaster.pid());
    }

    /** The postmaster first: stopped, it starts no further processes while the others are counted. */
    @Override
    public synchronized void freeze() {
        var postmaster = folder.data().postmaster().orElse(null);
        if (postmaster == null || !frozen.isEmpty()) {
            return;
        }
        Signals.send("STOP", List.of(postmaster.pid()));
        frozen = tree(postmaster).stream().map(ProcessHandle::pid).toList();
        frozen.stream()
                .filter(pid -> pid != postmaster.pid())
                .forEach(pid -> Watchdog.ofThisJvm().guard(pid, "KILL"));
        Signals.send("STOP", frozen);
    }

    @Override
    public synchronized void thaw() {
        if (frozen.isEmpty()) {
            return;
        }
        Signals.send("CONT", frozen);
        frozen.stream().skip(1).forEach(Watchdog.ofThisJvm()::forget);
        frozen = List.of();
    }

    private static List<ProcessHandle> tree(ProcessHandle postmaster) {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    @Override
    public Controls controls() {
        var data = folder.data().path().toString();
        return new Controls(
                typed("-D", data, "-m", "fast", "stop"),
                typed("-D", data, "-l", folder.log().toString(), "start"));
    }

    private String typed(String... arguments) {
        var pgCtl = Stream.concat(Stream.of(PostgresBinaries.of(version()).program("pg_ctl")), Stream.of(arguments))
                .toList();
        return ServerAccount.runs(pgCtl).stream()
                .map(word -> word.matches("[\\w/.:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    @Override
    public synchronized void close() {
        stop(endSignal());
        Watchdog.ofThisJvm().forgetData(folder.data().path());
        if (lifetime == Lifetime.TEMPORARY) {
            try {
                Folders.removeTemporary(folder.home());
            } catch (IOException e) {
                throw new UncheckedIOException(name() + ": " + folder.home() + " could not be removed", e);
            }
        }
    }

    @Override
    public String toString() {
        return name() + " (PostgreSQL " + version() + " on " + endpoint() + ")";
    }
}
