package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The things that need somebody, each once: what merely rests because a server is unreachable is no problem beside that server,
 * and what was last seen ill and cannot be seen now is judged by what keeps it from sight. That nobody looks is one, of however many
 * servers. The web UI lists them by the same rule.
 */
final class Problems {
    private final Set<UUID> unseen;

    private Problems(List<MappedServer> servers) {
        unseen = servers.stream()
                .filter(server -> server.status() == Status.DISCONNECTED)
                .map(MappedServer::id)
                .collect(Collectors.toSet());
    }

    static int count(List<MappedServer> servers, List<Node> nodes, List<Stream> streams) {
        var problems = new Problems(servers);
        boolean unwatched = servers.stream().anyMatch(Problems::isUnwatched);
        return (int) ((unwatched ? 1 : 0)
                + servers.stream().filter(problems::has).count()
                + nodes.stream().filter(problems::has).count()
                + streams.stream().filter(problems::has).count());
    }

    private boolean has(MappedServer server) {
        return unseen.contains(server.id()) ? !isUnwatched(server) : ails(server.stale(), server.health());
    }

    private static boolean isUnwatched(MappedServer server) {
        return server.error() != null && server.error().code().equals(Trouble.NOT_POLLED);
    }

    private boolean has(Node node) {
        return node.status() == Status.DISCONNECTED
                ? !unseen.contains(node.serverId())
                : ails(node.stale(), node.health());
    }

    private boolean has(Stream stream) {
        return switch (stream.status()) {
                    case ERROR -> true;
                    case INACTIVE -> !stream.stale();
                    case ACTIVE, SYNCING -> false;
                }
                || ails(stream.stale(), stream.health())
                || stream.match().certainty() == Certainty.AMBIGUOUS;
    }

    private static boolean ails(boolean stale, Health health) {
        return !stale && (health.verdict() == Verdict.CRITICAL || health.verdict() == Verdict.WARNING);
    }
}
