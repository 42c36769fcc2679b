package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.database.Access;
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
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Servers as somebody registered them and as polls see them, and the map made of it. Ids follow from names. */
final class Fleet {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration STALE_AFTER = Duration.ofSeconds(45);
    static final Trouble REFUSED = new Trouble("refused", "Connection refused", "Start it");

    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final List<Database> databases = new ArrayList<>();
    private final Map<ServerId, Observation> observations = new HashMap<>();
    private Identities identities = Identities.NONE;
    private RdsInventory rds = RdsInventory.NOTHING;
    private Instant now = NOON;

    static Fleet aFleet() {
        return new Fleet();
    }

    /** An instance that is registered under its name and can be seen, with a database of the same name unless it gets others. */
    Fleet with(String host, Consumer<Instance> facts) {
        return with(host, 5432, facts);
    }

    Fleet with(String host, int port, Consumer<Instance> facts) {
        var instance = new Instance(host + (port == 5432 ? "" : port));
        facts.accept(instance);
        instances.put(instance.name, instance);
        registeredAt(instance.name, host, port);
        return this;
    }

    private void registeredAt(String name, String host, int port) {
        Server server = new Server(new ServerId(uuid("server " + name)), new Endpoint(host, port));
        servers.put(name, server);
        instance(name).databases().forEach(database -> databases.add(database(server, name, database)));
        see(name);
    }

    /** The same instance under another address, with a database of its own there. */
    Fleet alias(String alias, String name, String database) {
        Instance same = instance(name).alias(alias, database);
        instances.put(alias, same);
        registeredAt(alias, alias, 5432);
        return this;
    }

    /** What the poll sees from now on. */
    Fleet change(String name, Consumer<Instance> facts) {
        facts.accept(instance(name));
        return see(name);
    }

    Fleet see(String name) {
        Server server = server(name);
        observations.put(server.id(), instance(name).seen(server.id(), now));
        return this;
    }

    /** Its polls fail; what was seen before is remembered. */
    Fleet down(String name) {
        ServerId id = server(name).id();
        Observation before = observations.get(id);
        Seen last = before == null ? null : before.lastSeen();
        observations.put(id, new Unseen(id, now, now, REFUSED, last));
        return this;
    }

    Fleet neverSeen(String name) {
        ServerId id = server(name).id();
        observations.put(id, new Unseen(id, now, now, REFUSED, null));
        return this;
    }

    Fleet notPolledYet(String name) {
        observations.remove(server(name).id());
        return this;
    }

    Fleet unregistered(String name) {
        ServerId id = server(name).id();
        servers.remove(name);
        observations.remove(id);
        databases.removeIf(database -> database.serverId().equals(id));
        return this;
    }

    Fleet after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Everybody is polled again. */
    Fleet pollAll() {
        servers.keySet().forEach(this::see);
        return this;
    }

    Instant now() {
        return now;
    }

    Fleet declaredReplica(String name) {
        ServerId id = server(name).id();
        databases.replaceAll(each -> each.serverId().equals(id) ? asReplica(each) : each);
        return this;
    }

    private static Database asReplica(Database database) {
        DatabaseSpec spec = database.spec();
        var replica = new DatabaseSpec(
                spec.name(),
                spec.hosts(),
                spec.database(),
                spec.environment(),
                spec.provider(),
                DeclaredRole.REPLICA,
                spec.tls(),
                spec.access(),
                spec.network(),
                spec.tags(),
                spec.notes());
        return new Database(database.id(), database.serverId(), replica, Keeper.PEOPLE, 0, NOON, "ada", NOON, "ada");
    }

    Health serverHealth(String name) {
        return map().servers().stream()
                .filter(server -> server.id().equals(serverId(name)))
                .findFirst()
                .orElseThrow()
                .health();
    }

    Health databaseHealth(String name) {
        return map().nodes().stream()
                .filter(node -> node.id().equals(databaseId(name, name)))
                .findFirst()
                .orElseThrow()
                .health();
    }

    /** What RDS says from now on. */
    Fleet rds(RdsDatabase... databases) {
        rds = new RdsInventory(List.of(databases), List.of(), List.of());
        return this;
    }

    Links links() {
        return Links.find(
                new Registered(List.copyOf(servers.values()), databases),
                Map.copyOf(observations),
                rds,
                now,
                STALE_AFTER);
    }

    Topology map() {
        Links links = links();
        identities = identities.with(links.evidence(), () -> new Identity(UUID.randomUUID(), now));
        return links.draw(identities);
    }

    /** Once more, with the ids that were minted before. */
    Topology draw(Links links) {
        return links.draw(identities);
    }

    Chart chart() {
        map();
        return Chart.of(links(), identities);
    }

    List<Stream> streams() {
        return map().streams();
    }

    Stream onlyStream() {
        List<Stream> streams = streams();
        if (streams.size() != 1) {
            throw new AssertionError("one stream was expected, not " + streams);
        }
        return streams.getFirst();
    }

    private Instance instance(String name) {
        return Objects.requireNonNull(instances.get(name));
    }

    private Server server(String name) {
        return Objects.requireNonNull(servers.get(name));
    }

    UUID serverId(String name) {
        return uuid("server " + name);
    }

    UUID databaseId(String server, String database) {
        return uuid("database " + server + " " + database);
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private Database database(Server server, String name, String database) {
        var spec = new DatabaseSpec(
                name + "-" + database,
                Hosts.only(server.endpoint()),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.PREFER),
                Access.by(CredentialReference.parse("file:monitor")),
                Network.UNSAID,
                Map.of(),
                null);
        var id = new DatabaseId(databaseId(name, database));
        return new Database(id, server.id(), spec, Keeper.PEOPLE, 0, NOON, "ada", NOON, "ada");
    }
}
