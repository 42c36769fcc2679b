package dev.pgrm.api.topology;

import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Topologies of numbered servers with one database each. */
final class Drawing {
    private final List<Stream> streams = new ArrayList<>();

    static UUID server(int number) {
        return new UUID(1, number);
    }

    static UUID node(int number) {
        return new UUID(2, number);
    }

    Drawing stream(int from, int to) {
        streams.add(new Stream(
                new StreamId(new UUID(3, streams.size())),
                Stream.StreamType.LOGICAL,
                "s" + streams.size(),
                server(from),
                server(to),
                node(from),
                node(to),
                Stream.Status.ACTIVE,
                "",
                Lag.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Match(Match.Certainty.PROVEN, ""),
                false,
                false,
                null,
                Health.GOOD));
        return this;
    }

    Topology topology(int size) {
        return new Topology(
                IntStream.range(0, size).mapToObj(Drawing::mapped).toList(),
                IntStream.range(0, size).mapToObj(Drawing::database).toList(),
                streams,
                Topology.EMPTY.summary());
    }

    private static MappedServer mapped(int number) {
        return new MappedServer(
                server(number),
                "server " + number,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(node(number)),
                null,
                Status.CONNECTED,
                null,
                false,
                List.of(),
                Health.GOOD);
    }

    private static Node database(int number) {
        return new Node(
                node(number),
                server(number),
                "database " + number,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                Status.CONNECTED,
                null,
                false,
                null,
                null,
                Health.GOOD);
    }
}
