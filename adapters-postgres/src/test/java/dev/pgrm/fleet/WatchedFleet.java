package dev.pgrm.fleet;

import static org.assertj.core.api.Assertions.fail;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.domain.topology.Identity;
import dev.pgrm.domain.topology.Links;
import dev.pgrm.domain.topology.Registered;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.poll.PostgresProbe;
import dev.pgrm.fleet.table.PostgresTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fleet as the product sees it: registered, polled and drawn, without anything in between. */
public final class WatchedFleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final List<Database> databases = new ArrayList<>();
    private final Map<ServerId, Probe> probes = new HashMap<>();
    private final Map<ServerId, Observation> observations = new HashMap<>();
    private Identities identities = Identities.NONE;
    private final Pools pools;
    private final Clock clock;

    public WatchedFleet(dev.pgrm.devkit.postgres.Credentials account) {
        this(account, Clock.systemUTC());
    }

    public WatchedFleet(dev.pgrm.devkit.postgres.Credentials account, Clock clock) {
        this.clock = clock;
        var sessions = new Sessions(
                new Fixed(new Credential(account.user(), account.password())), new TlsTrust(""), SessionLimits.USUAL);
        this.pools = new Pools(sessions, SessionLimits.USUAL, PATIENCE);
    }

    public static WatchedFleet watching(Fleet fleet) {
        return watching(fleet, Clock.systemUTC());
    }

    public static WatchedFleet watching(Fleet fleet, Clock clock) {
        var watched = new WatchedFleet(fleet.monitoringRole(), clock);
        fleet.servers().forEach(watched::register);
        return watched;
    }

    public void register(PostgresServer server) {
        register(
                server.name(),
                new Endpoint(server.host(), server.port()),
                server.database().name());
    }

    public void register(String name, Endpoint endpoint, String databaseName) {
        Server server = servers.values().stream()
                .filter(known -> known.endpoint().equals(endpoint))
                .findFirst()
                .orElseGet(() -> new Server(new ServerId(UUID.randomUUID()), endpoint));
        servers.put(name, server);
        add(server, spec(name, endpoint, databaseName));
    }

    /** Another database of a server that is known, which is reached by a way of its own. */
    public void registerBeside(String known, String name, Endpoint way, String databaseName) {
        Server server = Objects.requireNonNull(servers.get(known));
        servers.put(name, server);
        add(server, spec(name, way, databaseName));
    }

    private void add(Server server, DatabaseSpec spec) {
        reopen(server);
        databases.add(new Database(
                new DatabaseId(UUID.randomUUID()),
                server.id(),
                spec,
                Keeper.PEOPLE,
                1,
                Instant.EPOCH,
                "test",
                Instant.EPOCH,
                "test"));
    }

    public void forget(String name) {
        databases.removeIf(database -> database.name().equals(name));
        reopen(servers.remove(name));
    }

    /** A probe knows the databases that were registered when it was opened. */
    private void reopen(@Nullable Server server) {
        Probe probe = server == null ? null : probes.remove(server.id());
        if (probe != null) {
            probe.close();
        }
    }

    private static DatabaseSpec spec(String name, Endpoint endpoint, String database) {
        return new DatabaseSpec(
                name,
                Hosts.only(endpoint),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.DISABLE),
                Access.by(CredentialReference.parse("file:monitor")),
                Network.UNSAID,
                Map.of(),
                null);
    }

    /** Polls every server once. */
    public void poll() {
        var registered = registered();
        for (Server server : registered.servers()) {
            Probe probe = probes.computeIfAbsent(
                    server.id(), id -> PostgresProbe.factory(pools, clock).open(server, registered.databasesOf(id)));
            observations.put(server.id(), probe.poll(observations.get(server.id())));
        }
    }

    private Registered registered() {
        return new Registered(servers.values().stream().distinct().toList(), databases);
    }

    /** As a worker does that takes over: what was seen is known, and nothing else. */
    public void goOnFrom(WatchedFleet before) {
        before.servers.forEach((name, server) -> {
            Observation known = before.observations.get(server.id());
            Server ours = servers.get(name);
            if (known != null && ours != null) {
                observations.put(ours.id(), known);
            }
        });
    }

    /** The next poll goes on from this log. */
    public void goOnFrom(String name, ServerLog log) {
        observations.computeIfPresent(Objects.requireNonNull(servers.get(name)).id(), (_, known) -> {
            Seen seen = (Seen) known;
            return new Seen(
                    seen.serverId(),
                    seen.at(),
                    seen.latency(),
                    seen.server(),
                    seen.databases(),
                    seen.walHistory(),
                    seen.slotHistory(),
                    log);
        });
    }

    /** What the latest poll was the first to read in the server's log. */
    public List<ReplicationMessage> heard(String server) {
        return Objects.requireNonNull(
                        probes.get(Objects.requireNonNull(servers.get(server)).id()))
                .heard();
    }

    /** Polls, and draws. */
    public Topology look() {
        return chart().topology();
    }

    /** The same, together with what it was drawn from. */
    public Chart chart() {
        poll();
        Links links =
                Links.find(registered(), observations, RdsInventory.NOTHING, clock.instant(), Duration.ofMinutes(1));
        identities = identities.with(links.evidence(), () -> new Identity(UUID.randomUUID(), clock.instant()));
        return Chart.of(links, identities);
    }

    /** What was seen of the database of that name by the latest poll. */
    public DatabaseView view(String name) {
        DatabaseId id = databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        return seen(name).databases().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What the latest poll saw, which must have seen something. */
    public Seen seen(String server) {
        return observation(server) instanceof Seen seen
                ? seen
                : fail("%s was not seen: %s", server, observation(server));
    }

    /** A page of tables, as the worker reads it. */
    public TableReading tables(String name, TableSearch search) {
        return new PostgresTables(pools).read(database(name), search);
    }

    /** A page of those that could be published. */
    public PublishableReading publishable(String name, PublishableSearch search) {
        return new PostgresTables(pools).publishable(database(name), search);
    }

    private Database database(String name) {
        return databases.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Observation observation(String server) {
        Server watched = Objects.requireNonNull(servers.get(server));
        return Objects.requireNonNull(observations.get(watched.id()));
    }

    public static Stream stream(Topology topology, String name) {
        return topology.streams().stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name + " is not among "
                        + topology.streams().stream().map(Stream::name).toList()));
    }

    public static Node node(Topology topology, String name) {
        return topology.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** From whom to whom, by name. */
    public static String ends(Topology topology, Stream stream) {
        return nameOf(topology, stream.sourceNode()) + " -> " + nameOf(topology, stream.targetNode());
    }

    private static String nameOf(Topology topology, @Nullable UUID node) {
        return topology.nodes().stream()
                .filter(each -> each.id().equals(node))
                .map(Node::name)
                .findFirst()
                .orElse("?");
    }

    @Override
    public void close() {
        probes.values().forEach(Probe::close);
        pools.close();
    }

    private record Fixed(Credential credential) implements Credentials {
        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            return new Lookup.Found(credential);
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }
}
