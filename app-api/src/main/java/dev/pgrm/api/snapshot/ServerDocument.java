package dev.pgrm.api.snapshot;

import dev.pgrm.api.health.HealthBody;
import dev.pgrm.api.slot.SlotBody;
import dev.pgrm.api.snapshot.FactsDocument.TroubleDocument;
import dev.pgrm.api.stream.SubscriptionBody.HostBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.topology.ServerSight;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server.
 *
 * @param observedAt when what is told of it was seen; null of one that was never seen
 * @param walBytesPerSecond written over the last five minutes
 * @param facts as last seen; null of one that was never seen
 */
@Serdeable
record ServerDocument(
        UUID id,
        String name,
        @Nullable HostBody address,
        String status,
        boolean stale,
        @Nullable TroubleDocument error,
        HealthBody health,
        @Nullable Instant observedAt,
        @Nullable Double latencyMs,
        @Nullable Double walBytesPerSecond,
        @Nullable FactsDocument facts,
        List<SlotBody> slots,
        List<DatabaseDocument> databases) {
    private static final Duration LATELY = Duration.ofMinutes(5);

    static ServerDocument of(MappedServer server, @Nullable ServerSight sight, List<SlotBody> slots, List<Node> nodes) {
        return new ServerDocument(
                server.id(),
                server.name(),
                server.endpoint() == null
                        ? null
                        : new HostBody(
                                server.endpoint().host(), server.endpoint().port()),
                Words.of(server.status()),
                server.stale(),
                TroubleDocument.of(server.error()),
                HealthBody.of(server.health()),
                sight == null ? null : sight.seen().at(),
                sight == null ? null : sight.seen().latency().toNanos() / 1e6,
                sight == null ? null : sight.seen().walHistory().bytesPerSecond(LATELY),
                sight == null ? null : FactsDocument.of(sight.seen().server()),
                slots,
                nodes.stream()
                        .map(node -> DatabaseDocument.of(node, viewOf(node, sight)))
                        .toList());
    }

    private static @Nullable DatabaseView viewOf(Node node, @Nullable ServerSight sight) {
        return sight == null
                ? null
                : sight.databases().stream()
                        .filter(view -> view.id().value().equals(node.id()))
                        .findFirst()
                        .orElse(null);
    }
}
