package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerWorkshop;
import dev.pgrm.devkit.process.Await;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Running servers and the streams between them; closing stops and forgets them all. */
public final class Fleet implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final ServerWorkshop workshop;
    private final Credentials replicator;
    private final @Nullable Credentials monitoring;
    private final Map<String, PostgresServer> servers = new ConcurrentSkipListMap<>();
    private final List<LogicalStream> logical = new CopyOnWriteArrayList<>();
    private final List<PhysicalStream> physical = new CopyOnWriteArrayList<>();

    Fleet(ServerWorkshop workshop, Credentials replicator, @Nullable Credentials monitoring) {
        this.workshop = workshop;
        this.replicator = replicator;
        this.monitoring = monitoring;
    }

    public static FleetBuilder aFleet() {
        return new FleetBuilder(new FleetPlan());
    }

    /** The server of that name; for logical replication its default database. */
    public static SourceRef following(String server) {
        return new SourceRef(server, null);
    }

    public static SourceRef following(String server, String database) {
        return new SourceRef(server, database);
    }

    /** These tables; none at all means every table the source's description names. */
    public static Tables tables(String... names) {
        return new Tables(List.of(names));
    }

    void add(PostgresServer server) {
        servers.put(server.name(), server);
    }

    void add(LogicalStream stream) {
        logical.add(stream);
    }

    void add(PhysicalStream stream) {
        physical.add(stream);
    }

    public PostgresServer server(String name) {
        var server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("The fleet has " + servers.keySet() + ", but no \"" + name + "\"");
        }
        return server;
    }

    /** In the order of their names. */
    public List<PostgresServer> servers() {
        return List.copyOf(servers.values());
    }

    /** In the order of their names. */
    public List<LogicalStream> logicalStreams() {
        return logical.stream()
                .sorted(Comparator.comparing(LogicalStream::name))
                .toList();
    }

    /** Upstreams before those that follow them. */
    public List<PhysicalStream> physicalStreams() {
        return List.copyOf(physical);
    }

    /** The logical stream of that name, such as {@code orders_to_reporting}. */
    public LogicalStream stream(String name) {
        return logical.stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No stream \"" + name + "\" among "
                        + logical.stream().map(LogicalStream::name).toList()));
    }

    /** The account by which the servers follow each other; valid on each of them. */
    public Credentials replicator() {
        return replicator;
    }

    /** The role asked for by {@link FleetBuilder#monitoringRole}; the same on every server. */
    public Credentials monitoringRole() {
        return monitoringRoleIfAny()
                .orElseThrow(() -> new IllegalStateException("No monitoringRole(...) was asked for"));
    }

    Optional<Credentials> monitoringRoleIfAny() {
        return Optional.ofNullable(monitoring);
    }

    /** Every table of every subscription ready, every sender and receiver streaming. */
    public Fleet awaitStreaming() {
        logical.forEach(
                stream -> Await.until(() -> "stream " + stream.name() + " to be streaming", BOUND, stream::streaming));
        physical.forEach(
                stream -> Await.until(() -> stream.standby().name() + " to be streaming", BOUND, stream::streaming));
        return this;
    }

    /** All that is committed now has arrived everywhere, cascades included. */
    public Fleet awaitCaughtUp() {
        awaitStreaming();
        for (PhysicalStream stream : physical) {
            var lsn = position(stream.upstream());
            Await.until(() -> stream.standby().name() + " to replay " + lsn, BOUND, () -> stream.replayed(lsn));
        }
        for (LogicalStream stream : logical) {
            var lsn = position(stream.publisher().server());
            Await.until(() -> "stream " + stream.name() + " to confirm " + lsn, BOUND, () -> stream.confirmed(lsn));
        }
        return this;
    }

    private static String position(PostgresServer server) {
        return server.value(
                "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end");
    }

    @Override
    public void close() {
        try {
            InParallel.run(
                    servers().stream().<Runnable>map(server -> server::close).toList());
        } finally {
            servers.clear();
            workshop.close();
        }
    }
}
