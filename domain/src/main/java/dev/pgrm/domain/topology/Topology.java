package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The map: servers, the databases on them, and the streams between. */
public record Topology(List<MappedServer> servers, List<Node> nodes, List<Stream> streams, Summary summary) {
    public static final Topology EMPTY = of(List.of(), List.of(), List.of());

    public Topology {
        servers = List.copyOf(servers);
        nodes = List.copyOf(nodes);
        streams = List.copyOf(streams);
    }

    public static Topology of(List<MappedServer> servers, List<Node> nodes, List<Stream> streams) {
        return new Topology(servers, nodes, streams, Summary.of(servers, nodes, streams));
    }

    /** Streams that begin or end at a database, those of its whole server among them. */
    public List<Stream> streamsAt(UUID node) {
        UUID server = serverOf(node);
        return streams.stream()
                .filter(stream -> stream.type() == StreamType.PHYSICAL
                        ? stream.sourceServer().equals(server)
                                || stream.targetServer().equals(server)
                        : node.equals(stream.sourceNode()) || node.equals(stream.targetNode()))
                .toList();
    }

    /** Where a database is drawn: one of two servers that turned out to be the same instance. */
    public @Nullable UUID serverOf(UUID node) {
        return nodes.stream()
                .filter(each -> each.id().equals(node))
                .map(Node::serverId)
                .findFirst()
                .orElse(null);
    }

    public enum Status {
        CONNECTED,
        DISCONNECTED,
        PENDING,
        UNREGISTERED
    }

    public enum ServerRole {
        PRIMARY,
        STANDBY
    }

    /**
     * A server on the map. What is unknown of one that nobody registered, or that was never seen, is left out.
     *
     * @param hidden what our role may not see there; what is told of that is unknown rather than nothing
     */
    public record MappedServer(
            UUID id,
            String name,
            @Nullable Endpoint endpoint,
            @Nullable SystemIdentifier system,
            @Nullable PgVersion version,
            @Nullable ServerRole role,
            @Nullable Integer timeline,
            @Nullable Lsn wal,
            List<UUID> nodeIds,
            @Nullable ManagedBy managedBy,
            Status status,
            @Nullable Trouble error,
            boolean stale,
            List<MissingPrivilege> hidden,
            Health health) {
        public MappedServer {
            nodeIds = List.copyOf(nodeIds);
            hidden = List.copyOf(hidden);
        }
    }

    public enum NodeRole {
        PRIMARY,
        REPLICA,
        STANDALONE
    }

    /** A database on the map. */
    public record Node(
            UUID id,
            UUID serverId,
            String name,
            @Nullable Endpoint endpoint,
            @Nullable String database,
            @Nullable String environment,
            @Nullable Provider provider,
            Map<String, String> tags,
            @Nullable NodeRole role,
            @Nullable DeclaredRole declaredRole,
            Status status,
            @Nullable Trouble error,
            boolean stale,
            @Nullable Instant observedAt,
            @Nullable Duration latency,
            Health health) {
        public Node {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * The few figures by which people see whether all is well.
     *
     * @param healthy streams that run without anything critical
     * @param problems servers, databases and streams that need somebody
     */
    public record Summary(
            int servers,
            int databases,
            int streams,
            int healthy,
            int problems,
            @Nullable Long maxLagBytes,
            @Nullable Duration maxLag) {

        static Summary of(List<MappedServer> servers, List<Node> nodes, List<Stream> streams) {
            int healthy = (int) streams.stream()
                    .filter(stream ->
                            stream.status().healthy() && stream.health().verdict() != Health.Verdict.CRITICAL)
                    .count();
            return new Summary(
                    servers.size(),
                    nodes.size(),
                    streams.size(),
                    healthy,
                    Problems.count(servers, nodes, streams),
                    streams.stream()
                            .map(stream -> stream.lag().bytes())
                            .filter(Objects::nonNull)
                            .max(Comparator.naturalOrder())
                            .map(bytes -> bytes.count())
                            .orElse(null),
                    streams.stream()
                            .map(stream -> stream.lag().time())
                            .filter(Objects::nonNull)
                            .max(Comparator.naturalOrder())
                            .orElse(null));
        }
    }
}
