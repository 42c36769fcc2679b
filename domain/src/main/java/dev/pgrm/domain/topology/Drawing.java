package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Links.PlaceOfEnd;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredConsumer;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredPublisher;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredRds;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredStandby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredUpstream;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.NodeRole;
import dev.pgrm.domain.topology.Topology.ServerRole;
import dev.pgrm.domain.topology.Topology.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The second half of making the map: registered servers and databases, placeholders for ends that nobody registered, streams. */
final class Drawing {
    private final Links links;
    private final Identities identities;
    private final Names names;
    private final Cases cases;
    private final Map<UUID, MappedServer> strangers = new LinkedHashMap<>();
    private final Map<UUID, Node> strangeNodes = new LinkedHashMap<>();
    private final Set<UUID> publishing = new HashSet<>();
    private final Set<UUID> subscribing = new HashSet<>();
    private final Set<UUID> upstreams = new HashSet<>();
    private final Set<UUID> drawn = new HashSet<>();

    private record End(UUID server, @Nullable UUID node) {}

    /** Between which databases a logical stream flows. */
    private record Way(@Nullable UUID from, @Nullable UUID to) {}

    Drawing(Links links, Identities identities) {
        this.links = links;
        this.identities = identities;
        this.names = new Names(links);
        this.cases = new Cases(links, names);
    }

    Topology draw() {
        var streams = new ArrayList<Stream>();
        var ways = new HashSet<Way>();
        for (LogicalLink link : links.logical) {
            ways.add(new Way(sourceOf(link).node(), targetOf(link).node()));
        }
        for (LogicalLink link : links.logical) {
            End source = sourceOf(link);
            End target = targetOf(link);
            publishing.add(Objects.requireNonNull(source.node()));
            subscribing.add(Objects.requireNonNull(target.node()));
            boolean opposed = ways.contains(new Way(target.node(), source.node()));
            streams.add(LogicalState.of(link, cases, opposed)
                    .drawn(
                            idOf(link.mainEvidence()),
                            source.server(),
                            source.node(),
                            target.server(),
                            target.node(),
                            links.manage(link)));
        }
        for (PhysicalLink link : links.physical) {
            End source = upstreamOf(link);
            End target = downstreamOf(link);
            upstreams.add(source.server());
            streams.add(PhysicalState.of(link, cases)
                    .drawn(idOf(link.mainEvidence()), source.server(), source.node(), target.server(), target.node()));
        }
        var nodes = new ArrayList<Node>();
        links.sightings
                .all()
                .forEach(server -> links.sightings.databasesOn(server).forEach(each -> nodes.add(node(server, each))));
        // Whoever registers what stood here as a placeholder takes over its id, and its place.
        nodes.forEach(node -> strangeNodes.remove(node.id()));
        links.sightings.all().forEach(server -> strangers.remove(server.id().value()));
        nodes.addAll(strangeNodes.values());
        var servers = new ArrayList<MappedServer>();
        var nodesByServer = nodes.stream().collect(Collectors.groupingBy(Node::serverId));
        links.sightings.all().forEach(server -> servers.add(server(server, nodesByServer)));
        strangers.values().forEach(stranger -> servers.add(withNodes(stranger, nodesByServer)));
        return Topology.of(servers, nodes, streams);
    }

    /** Evidence that once stood for one stream may come to stand for two, such as a slot that another consumer took over. */
    private UUID idOf(Evidence evidence) {
        UUID id = identities.of(evidence);
        return drawn.add(id) ? id : UUID.nameUUIDFromBytes(evidence.text().getBytes(StandardCharsets.UTF_8));
    }

    private End sourceOf(LogicalLink link) {
        PlaceOfEnd place = links.placeOfSource(link);
        return switch (link.source()) {
            case Publisher publisher -> {
                UUID server = publisher.server().id().value();
                Database database = links.databaseOn(publisher);
                yield new End(
                        server,
                        database != null
                                ? database.id().value()
                                : stranger(server, Objects.requireNonNull(place), publisher.database(), null));
            }
            case UnregisteredPublisher(var endpoint, var database) -> {
                UUID server = strangeServer(
                        Objects.requireNonNull(place),
                        endpoint == null ? "unknown publisher" : endpoint.toString(),
                        endpoint);
                yield new End(server, stranger(server, place, database == null ? "unknown" : database, endpoint));
            }
        };
    }

    private End targetOf(LogicalLink link) {
        return switch (link.target()) {
            case Subscriber subscriber ->
                new End(subscriber.server().id().value(), subscriber.database().value());
            case UnregisteredConsumer(var address, var name) -> {
                PlaceOfEnd place = Objects.requireNonNull(Links.placeOfTarget(link));
                UUID server = strangeServer(place, address == null ? "unknown consumer" : address, null);
                yield new End(server, stranger(server, place, name, null));
            }
        };
    }

    private End upstreamOf(PhysicalLink link) {
        return switch (link.upstream()) {
            case Known known -> endOf(known.server());
            case UnregisteredUpstream(var endpoint) ->
                new End(
                        strangeServer(
                                Objects.requireNonNull(Links.placeOfUpstream(link)), endpoint.toString(), endpoint),
                        null);
            case UnregisteredRds(var member) -> new End(strangeServer(member), null);
        };
    }

    private End downstreamOf(PhysicalLink link) {
        return switch (link.downstream()) {
            case Standby standby -> endOf(standby.server());
            case UnregisteredStandby(var address, var name) ->
                new End(
                        strangeServer(
                                Objects.requireNonNull(Links.placeOfDownstream(link)),
                                address == null ? name : name + " at " + address,
                                null),
                        null);
            case UnregisteredRds(var member) -> new End(strangeServer(member), null);
        };
    }

    private End endOf(Sighting server) {
        return new End(
                server.id().value(),
                links.sightings.databasesOn(server).stream()
                        .map(database -> database.id().value())
                        .findFirst()
                        .orElse(null));
    }

    private UUID strangeServer(PlaceOfEnd place, String name, @Nullable Endpoint endpoint) {
        UUID id = identities.of(Objects.requireNonNull(place.server()));
        strangers.putIfAbsent(id, stranger(id, name, endpoint, null));
        return id;
    }

    /** Whoever knew its address alone knew less of it. */
    private UUID strangeServer(RdsMember member) {
        UUID id = identities.of(member.mainEvidence());
        strangers.put(id, stranger(id, member.identifier(), member.endpoint(), member.managedBy()));
        return id;
    }

    private static MappedServer stranger(
            UUID id, String name, @Nullable Endpoint endpoint, @Nullable ManagedBy managedBy) {
        return new MappedServer(
                id,
                name,
                endpoint,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                managedBy,
                Status.UNREGISTERED,
                null,
                false,
                List.of(),
                Health.UNKNOWN);
    }

    private UUID stranger(UUID server, PlaceOfEnd place, String database, @Nullable Endpoint endpoint) {
        UUID id = identities.of(Objects.requireNonNull(place.node()));
        strangeNodes.putIfAbsent(
                id,
                new Node(
                        id,
                        server,
                        database,
                        endpoint,
                        database,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        Status.UNREGISTERED,
                        null,
                        false,
                        null,
                        null,
                        Health.UNKNOWN));
        return id;
    }

    private Node node(Sighting server, Database database) {
        Seen seen = server.seen();
        DatabaseView view = server.databases().stream()
                .filter(each -> each.id().equals(database.id()))
                .findFirst()
                .orElse(null);
        Trouble trouble = server.trouble() != null
                ? server.trouble()
                : view instanceof DatabaseUnseen unseen ? unseen.trouble() : null;
        boolean pending = server.pending() || (trouble == null && view == null);
        return new Node(
                database.id().value(),
                server.id().value(),
                database.name(),
                database.spec().endpoint(),
                database.spec().database(),
                database.spec().environment(),
                database.spec().provider(),
                database.spec().tags(),
                role(server, database, view),
                database.spec().role(),
                pending ? Status.PENDING : trouble != null ? Status.DISCONNECTED : Status.CONNECTED,
                trouble,
                server.stale() || view instanceof DatabaseUnseen,
                server.observedAt(),
                seen == null || server.stale() ? null : seen.latency(),
                cases.of(
                                server,
                                database,
                                view,
                                trouble,
                                subscribing.contains(database.id().value()))
                        .health());
    }

    private @Nullable NodeRole role(Sighting server, Database database, @Nullable DatabaseView view) {
        if (server.seen() == null) {
            return null;
        }
        if (server.facts().identity().inRecovery()
                || subscribing.contains(database.id().value())) {
            return NodeRole.REPLICA;
        }
        DatabaseFacts known = view == null ? null : view.lastSeen();
        boolean publishes = publishing.contains(database.id().value())
                || (known != null && !known.publications().isEmpty());
        return publishes || upstreams.contains(server.id().value()) ? NodeRole.PRIMARY : NodeRole.STANDALONE;
    }

    private MappedServer server(Sighting server, Map<UUID, List<Node>> nodes) {
        Seen seen = server.seen();
        Identity identity = seen == null ? null : seen.server().identity();
        return withNodes(
                new MappedServer(
                        server.id().value(),
                        names.of(server),
                        server.server().endpoint(),
                        identity == null ? null : identity.system(),
                        identity == null ? null : identity.version(),
                        identity == null ? null : identity.inRecovery() ? ServerRole.STANDBY : ServerRole.PRIMARY,
                        identity == null ? null : identity.timeline(),
                        seen == null ? null : seen.server().wal().current(),
                        List.of(),
                        managedBy(server, identity),
                        server.pending() ? Status.PENDING : server.stale() ? Status.DISCONNECTED : Status.CONNECTED,
                        server.trouble(),
                        server.stale(),
                        seen == null ? List.of() : seen.server().hidden(),
                        cases.of(server).health()),
                nodes);
    }

    /** It may say so itself; RDS says it also of those that cannot be reached. */
    private @Nullable ManagedBy managedBy(Sighting server, @Nullable Identity identity) {
        return identity == null || identity.managedBy() == null ? links.managed.get(server.id()) : identity.managedBy();
    }

    private static MappedServer withNodes(MappedServer server, Map<UUID, List<Node>> nodes) {
        return new MappedServer(
                server.id(),
                server.name(),
                server.endpoint(),
                server.system(),
                server.version(),
                server.role(),
                server.timeline(),
                server.wal(),
                nodes.getOrDefault(server.id(), List.of()).stream()
                        .map(Node::id)
                        .toList(),
                server.managedBy(),
                server.status(),
                server.error(),
                server.stale(),
                server.hidden(),
                server.health());
    }
}
