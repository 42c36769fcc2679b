package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.PortChoice;
import dev.pgrm.devkit.process.ServerAccount;
import dev.pgrm.devkit.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A server that runs as processes of this machine. What is true of it is read from its data directory, so that a human may stop and start it meanwhile. */
final class EmbeddedPostgres implements PostgresServer {
    private final ServerSpec spec;
    private final ServerFolder folder;
    private final Lifetime lifetime;
    private final Credentials superuser;
    private final PostmasterStart start;
    private final Postmaster postmaster;
    private volatile int port;

    /** {@code upstream} are the settings by which a standby follows. */
    EmbeddedPostgres(
            ServerSpec spec,
            ServerFolder folder,
            Lifetime lifetime,
            Credentials superuser,
            Map<String, String> upstream) {
        this.spec = spec;
        this.folder = folder;
        this.lifetime = lifetime;
        this.superuser = superuser;
        this.start = new PostmasterStart(spec, folder, Map.copyOf(upstream), lifetime.end());
        this.postmaster = new Postmaster(folder.data());
    }

    /** Brings its data directory into being. */
    interface Origin {
        void make() throws IOException;
    }

    EmbeddedPostgres startedFrom(Origin origin, int wantedPort) throws IOException {
        try {
            origin.make();
            startFirst(wantedPort);
            createDatabase();
            return this;
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void startFirst(int wantedPort) throws IOException {
        refuseRunning();
        Files.writeString(folder.log(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        ServerAccount.give(folder.log());
        new PortChoice(name(), wantedPort, folder.port()).settle(this::begins);
    }

    /** The watchdog of a JVM that ended a moment ago may still be at work. */
    private void refuseRunning() {
        if (!Await.happens(Postmaster.TO_STOP, () -> !running())) {
            throw new IllegalStateException("A PostgreSQL server runs on "
                    + folder.data().path() + "; stop it first: " + controls().stop());
        }
    }

    private void createDatabase() {
        var maintenance = database("postgres");
        if (maintenance
                .value("select 1 from pg_database where datname = ?", spec.database())
                .isEmpty()) {
            maintenance.sql("create database " + Identifiers.quoted(spec.database()));
        }
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private boolean begins(int candidate) throws IOException {
        port = candidate;
        return start.on(candidate);
    }

    @Override
    public synchronized void start() {
        try {
            if (!running() && !begins(port)) {
                throw new IllegalStateException(name() + " cannot start again: port " + port + " was taken meanwhile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " could not be started", e);
        }
    }

    @Override
    public synchronized void stop(Shutdown how) {
        postmaster.stop(how);
    }

    @Override
    public synchronized void kill() {
        postmaster.kill();
    }

    @Override
    public synchronized void freeze() {
        postmaster.freeze();
    }

    @Override
    public synchronized void thaw() {
        postmaster.thaw();
    }

    @Override
    public synchronized void close() {
        postmaster.stop(lifetime.end());
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
    public boolean running() {
        return postmaster.running();
    }

    ServerFolder folder() {
        return folder;
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

    @Override
    public ServerLog log() {
        return new ServerLog(folder::logLines);
    }

    @Override
    public Controls controls() {
        var pgCtl = PostgresBinaries.of(version()).program("pg_ctl");
        var data = folder.data().path().toString();
        return new Controls(
                TypedCommand.of(pgCtl, "-D", data, "-m", "fast", "stop"),
                TypedCommand.of(pgCtl, "-D", data, "-l", folder.log().toString(), "start"));
    }

    @Override
    public String toString() {
        return name() + " (PostgreSQL " + version() + " on " + endpoint() + ")";
    }
}
