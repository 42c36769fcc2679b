package dev.pgrm.api.snapshot;

import dev.pgrm.api.slot.SlotBody;
import dev.pgrm.api.stream.StreamBody;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.Topology.Node;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is known now of every server and database, and of the streams between them.
 *
 * @param generatedAt since when all of it is as it is here
 */
@Serdeable
record SnapshotBody(Instant generatedAt, List<ServerDocument> servers, List<StreamBody> streams) {

    static SnapshotBody of(Chart chart, Instant at) {
        var slots = chart.slots().stream().map(SlotBody::of).collect(Collectors.groupingBy(SlotBody::serverId));
        var nodes = chart.topology().nodes().stream().collect(Collectors.groupingBy(Node::serverId));
        return new SnapshotBody(
                at,
                chart.topology().servers().stream()
                        .map(server -> ServerDocument.of(
                                server,
                                chart.sightOf(server.id()),
                                slots.getOrDefault(server.id(), List.of()),
                                nodes.getOrDefault(server.id(), List.<Node>of())))
                        .toList(),
                chart.topology().streams().stream()
                        .map(stream -> StreamBody.of(stream, List.of()))
                        .toList());
    }

    /** But for the moment. */
    boolean sameAs(SnapshotBody other) {
        return servers.equals(other.servers) && streams.equals(other.streams);
    }
}
