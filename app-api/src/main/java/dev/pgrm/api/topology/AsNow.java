package dev.pgrm.api.topology;

import dev.pgrm.domain.topology.Topology;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The order of now, for the past: what is as it is now is then drawn where it is now, and nothing jumps on the way back. */
final class AsNow {
    private final Map<UUID, Integer> places = new HashMap<>();

    AsNow(Topology now) {
        Stream.of(
                        now.servers().stream().map(Topology.MappedServer::id),
                        now.nodes().stream().map(Topology.Node::id),
                        now.streams().stream().map(stream -> stream.id().value()))
                .flatMap(Function.identity())
                .forEach(id -> places.put(id, places.size()));
    }

    Topology order(Topology past) {
        return new Topology(
                ordered(past.servers(), Topology.MappedServer::id),
                ordered(past.nodes(), Topology.Node::id),
                ordered(past.streams(), stream -> stream.id().value()),
                past.summary());
    }

    /** What is gone by now comes last, in the order in which it was. */
    private <T> List<T> ordered(List<T> things, Function<T, UUID> id) {
        return things.stream()
                .sorted(Comparator.comparing(thing -> places.getOrDefault(id.apply(thing), Integer.MAX_VALUE)))
                .toList();
    }
}
