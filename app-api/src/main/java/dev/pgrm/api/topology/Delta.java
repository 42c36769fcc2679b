package dev.pgrm.api.topology;

import dev.pgrm.api.stream.StreamBody;
import dev.pgrm.api.topology.TopologyBody.NodeBody;
import dev.pgrm.api.topology.TopologyBody.ServerBody;
import dev.pgrm.api.topology.TopologyBody.SummaryBody;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed from one topology to the next: whole things that are new or different, and the ids of those that are gone. */
@Serdeable
record Delta(
        Instant generatedAt,
        List<ServerBody> servers,
        List<NodeBody> nodes,
        List<StreamBody> streams,
        Removed removed,
        SummaryBody summary) {

    @Serdeable
    record Removed(List<UUID> servers, List<UUID> nodes, List<UUID> streams) {
        boolean isEmpty() {
            return servers.isEmpty() && nodes.isEmpty() && streams.isEmpty();
        }
    }

    static Delta between(TopologyBody before, TopologyBody after) {
        return new Delta(
                after.generatedAt(),
                changed(before.servers(), after.servers(), ServerBody::id),
                changed(before.nodes(), after.nodes(), NodeBody::id),
                changed(before.streams(), after.streams(), StreamBody::id),
                new Removed(
                        gone(before.servers(), after.servers(), ServerBody::id),
                        gone(before.nodes(), after.nodes(), NodeBody::id),
                        gone(before.streams(), after.streams(), StreamBody::id)),
                after.summary());
    }

    boolean isEmpty() {
        return servers.isEmpty() && nodes.isEmpty() && streams.isEmpty() && removed.isEmpty();
    }

    private static <T> List<T> changed(List<T> before, List<T> after, Function<T, UUID> id) {
        // Should an id ever stand for two things, that must not end the news of all the others.
        Map<UUID, T> known = before.stream().collect(Collectors.toMap(id, Function.identity(), (first, _) -> first));
        return after.stream()
                .filter(each -> !each.equals(known.get(id.apply(each))))
                .toList();
    }

    private static <T> List<UUID> gone(List<T> before, List<T> after, Function<T, UUID> id) {
        var kept = after.stream().map(id).collect(Collectors.toSet());
        return before.stream().map(id).filter(each -> !kept.contains(each)).toList();
    }
}
