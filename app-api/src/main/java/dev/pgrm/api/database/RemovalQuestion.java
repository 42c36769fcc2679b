package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the removal of a database means, for whoever has not confirmed it yet. */
@Singleton
final class RemovalQuestion {
    private static final int NAMED = 5;

    private final LiveTopology topology;

    RemovalQuestion(LiveTopology topology) {
        this.topology = topology;
    }

    @Serdeable
    record Dependent(String type, UUID id, String name) {
        static Dependent of(Stream stream) {
            return new Dependent("stream", stream.id().value(), stream.name());
        }
    }

    Problem about(Database database) {
        Topology map = topology.current().topology();
        UUID node = database.id().value();
        UUID server = map.serverOf(node);
        List<Stream> streams = map.streamsAt(node);
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "confirmation_needed",
                        "Removing '" + database.name() + "' ends its monitoring, and does nothing to the database. "
                                + use(streams, server, node, neighbours(map, node)),
                        "Send it again with ?confirm= and the database's name")
                .with("dependents", streams.stream().map(Dependent::of).toList());
    }

    /** What else is registered on its server, which may be known under more than one address. */
    private static List<Node> neighbours(Topology map, UUID node) {
        UUID server = map.serverOf(node);
        return map.nodes().stream()
                .filter(each -> each.serverId().equals(server) && !each.id().equals(node))
                .filter(each -> each.status() != Status.UNREGISTERED)
                .toList();
    }

    private static String use(List<Stream> streams, @Nullable UUID server, UUID node, List<Node> neighbours) {
        if (streams.isEmpty()) {
            return "No stream uses it";
        }
        String named = streams.stream()
                .limit(NAMED)
                .map(stream -> said(stream, server, node))
                .collect(Collectors.joining(", "));
        String more = streams.size() > NAMED ? " and " + (streams.size() - NAMED) + " more" : "";
        return (streams.size() == 1 ? "1 stream uses it: " : streams.size() + " streams use it: ") + named + more + ". "
                + consequence(streams, neighbours);
    }

    private static String consequence(List<Stream> streams, List<Node> neighbours) {
        boolean ofServer = streams.stream().allMatch(stream -> stream.type() == StreamType.PHYSICAL);
        return ofServer && !neighbours.isEmpty()
                ? "The streams stay as they are, and on the map: '"
                        + neighbours.getFirst().name() + "' is registered on the same server"
                : "The streams stay as they are, and show an end that nobody registered";
    }

    private static String said(Stream stream, @Nullable UUID server, UUID node) {
        return "'" + stream.name() + "' (" + Words.of(stream.type()) + ", of which "
                + (stream.type() == StreamType.PHYSICAL ? "its server is the " : "it is the ")
                + end(stream, server, node) + ", " + Words.of(stream.status()) + ")";
    }

    private static String end(Stream stream, @Nullable UUID server, UUID node) {
        boolean source = stream.type() == StreamType.PHYSICAL
                ? stream.sourceServer().equals(server)
                : node.equals(stream.sourceNode());
        return source ? "source" : "target";
    }
}
