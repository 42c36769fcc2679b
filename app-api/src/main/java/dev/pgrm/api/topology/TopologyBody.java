package dev.pgrm.api.topology;

import dev.pgrm.api.health.HealthBody;
import dev.pgrm.api.stream.StreamBody;
import dev.pgrm.api.stream.StreamBody.PointBody;
import dev.pgrm.api.topology.MapLayout.Box;
import dev.pgrm.api.topology.MapLayout.Drawn;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Locality;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topology as it is read, with the places where everything is drawn. */
@Serdeable
record TopologyBody(
        Instant generatedAt,
        List<ServerBody> servers,
        List<NodeBody> nodes,
        List<StreamBody> streams,
        SummaryBody summary) {

    @Serdeable
    record TroubleBody(String code, String message, String remedy) {}

    @Serdeable
    record BoxBody(double x, double y, double width, double height) {}

    /**
     * @param provider in whose cloud it stands
     * @param environment of its databases; those of several are joined
     */
    @Serdeable
    record ServerBody(
            UUID id,
            String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String systemIdentifier,
            @Nullable String version,
            @Nullable String role,
            @Nullable Integer timeline,
            @Nullable String walLsn,
            List<UUID> nodeIds,
            @Nullable String managedBy,
            @Nullable String provider,
            @Nullable String region,
            @Nullable String environment,
            String status,
            @Nullable TroubleBody error,
            boolean stale,
            List<HiddenBody> hidden,
            HealthBody health,
            BoxBody position) {}

    /** What our role may not see, and the statement that would let it. */
    @Serdeable
    record HiddenBody(String what, String grant) {}

    @Serdeable
    record NodeBody(
            UUID id,
            UUID serverId,
            String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String database,
            @Nullable String environment,
            @Nullable String provider,
            Map<String, String> tags,
            @Nullable String role,
            @Nullable String declaredRole,
            String status,
            @Nullable TroubleBody error,
            boolean stale,
            @Nullable Instant observedAt,
            @Nullable Double latencyMs,
            HealthBody health,
            BoxBody position) {}

    /**
     * How all is, in a few figures.
     *
     * @param healthy streams that run without anything critical
     * @param problems servers, databases and streams that need somebody, as the page lists them: a server that cannot be reached is
     *     one, whatever rests because of it, and so are all servers together at which no monitor looks
     */
    @Serdeable
    record SummaryBody(
            int servers,
            int databases,
            int streams,
            int healthy,
            int problems,
            @Nullable Long maxLagBytes,
            @Nullable Double maxLagSeconds) {}

    static TopologyBody of(Snapshot snapshot, Drawn drawn) {
        Topology topology = snapshot.topology();
        Map<UUID, Locality> localities = Locality.of(topology);
        return new TopologyBody(
                snapshot.at(),
                topology.servers().stream()
                        .map(server -> server(server, Objects.requireNonNull(localities.get(server.id())), drawn))
                        .toList(),
                topology.nodes().stream().map(node -> node(node, drawn)).toList(),
                topology.streams().stream().map(stream -> stream(stream, drawn)).toList(),
                summary(topology.summary()));
    }

    private static ServerBody server(MappedServer server, Locality locality, Drawn drawn) {
        return new ServerBody(
                server.id(),
                server.name(),
                server.endpoint() == null ? null : server.endpoint().host(),
                server.endpoint() == null ? null : server.endpoint().port(),
                text(server.system()),
                text(server.version()),
                word(server.role()),
                server.timeline(),
                text(server.wal()),
                server.nodeIds(),
                word(server.managedBy()),
                word(locality.cloud()),
                locality.region(),
                locality.environment(),
                Words.of(server.status()),
                trouble(server.error()),
                server.stale(),
                server.hidden().stream()
                        .map(hidden -> new HiddenBody(hidden.what(), hidden.grant()))
                        .toList(),
                HealthBody.of(server.health()),
                box(drawn.server(server.id())));
    }

    private static NodeBody node(Node node, Drawn drawn) {
        return new NodeBody(
                node.id(),
                node.serverId(),
                node.name(),
                node.endpoint() == null ? null : node.endpoint().host(),
                node.endpoint() == null ? null : node.endpoint().port(),
                node.database(),
                node.environment(),
                word(node.provider()),
                node.tags(),
                word(node.role()),
                word(node.declaredRole()),
                Words.of(node.status()),
                trouble(node.error()),
                node.stale(),
                node.observedAt(),
                node.latency() == null ? null : node.latency().toNanos() / 1e6,
                HealthBody.of(node.health()),
                box(drawn.node(node.id())));
    }

    private static StreamBody stream(Stream stream, Drawn drawn) {
        return StreamBody.of(
                stream,
                drawn.route(stream.id().value()).stream()
                        .map(point -> new PointBody(point.x(), point.y()))
                        .toList());
    }

    private static SummaryBody summary(Topology.Summary summary) {
        return new SummaryBody(
                summary.servers(),
                summary.databases(),
                summary.streams(),
                summary.healthy(),
                summary.problems(),
                summary.maxLagBytes(),
                seconds(summary.maxLag()));
    }

    private static BoxBody box(Box box) {
        Position at = box.at();
        return new BoxBody(at.x(), at.y(), box.width(), box.height());
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static @Nullable TroubleBody trouble(@Nullable Trouble trouble) {
        return trouble == null ? null : new TroubleBody(trouble.code(), trouble.message(), trouble.remedy());
    }

    private static @Nullable String word(@Nullable Enum<?> choice) {
        return choice == null ? null : Words.of(choice);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
