package dev.pgrm.application.history;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.stream.StreamError;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of the map with other figures, or none. */
final class Stills {
    /** Sentences tell figures too; a sentence with other figures is the same. */
    private static final Pattern FIGURES = Pattern.compile("\\d+(?:[.,:]\\d+)*(?: [KMGTPE]i?B| B)?");

    private Stills() {}

    /** The figures of a stream. */
    record Figures(
            Lag lag,
            @Nullable Bytes retained,
            @Nullable WalForecast forecast,
            @Nullable TableStates tables,
            @Nullable Backfill backfill) {
        static final Figures NONE = new Figures(Lag.UNKNOWN, null, null, null, null);
    }

    static MappedServer still(MappedServer server) {
        return with(server, null, server.error(), server.stale(), server.health());
    }

    static MappedServer steady(MappedServer server) {
        return with(server, null, masked(server.error()), server.stale(), masked(server.health()));
    }

    static MappedServer with(
            MappedServer server, @Nullable Lsn wal, @Nullable Trouble error, boolean stale, Health health) {
        return new MappedServer(
                server.id(),
                server.name(),
                server.endpoint(),
                server.system(),
                server.version(),
                server.role(),
                server.timeline(),
                wal,
                server.nodeIds(),
                server.managedBy(),
                server.status(),
                error,
                stale,
                server.hidden(),
                health);
    }

    static Node still(Node node) {
        return with(node, node.error(), node.stale(), node.health());
    }

    static Node steady(Node node) {
        return with(node, masked(node.error()), node.stale(), masked(node.health()));
    }

    static Node with(Node node, @Nullable Trouble error, boolean stale, Health health) {
        return new Node(
                node.id(),
                node.serverId(),
                node.name(),
                node.endpoint(),
                node.database(),
                node.environment(),
                node.provider(),
                node.tags(),
                node.role(),
                node.declaredRole(),
                node.status(),
                error,
                stale,
                null,
                null,
                health);
    }

    static Stream still(Stream stream) {
        return with(stream, Figures.NONE, stream.stale());
    }

    static Stream steady(Stream stream) {
        StreamError error = stream.error();
        return with(
                stream,
                Figures.NONE,
                stream.stale(),
                masked(stream.reason()),
                error == null
                        ? null
                        : new StreamError(maskedTrouble(error.trouble()), null, error.side(), error.inferred()),
                new Match(stream.match().certainty(), masked(stream.match().why())),
                masked(stream.health()));
    }

    static Stream with(Stream stream, Figures figures, boolean stale) {
        return with(stream, figures, stale, stream.reason(), stream.error(), stream.match(), stream.health());
    }

    private static Stream with(
            Stream stream,
            Figures figures,
            boolean stale,
            String reason,
            @Nullable StreamError error,
            Match match,
            Health health) {
        return new Stream(
                stream.id(),
                stream.type(),
                stream.name(),
                stream.sourceServer(),
                stream.targetServer(),
                stream.sourceNode(),
                stream.targetNode(),
                stream.status(),
                reason,
                figures.lag(),
                stream.publications(),
                stream.subscription(),
                stream.slot(),
                stream.slotStatus(),
                figures.retained(),
                figures.forecast(),
                figures.tables(),
                figures.backfill(),
                error,
                match,
                stream.managed(),
                stale,
                null,
                health);
    }

    private static @Nullable Trouble masked(@Nullable Trouble trouble) {
        return trouble == null ? null : maskedTrouble(trouble);
    }

    private static Trouble maskedTrouble(Trouble trouble) {
        return new Trouble(trouble.code(), masked(trouble.message()), masked(trouble.remedy()));
    }

    private static Health masked(Health health) {
        return new Health(
                health.known(),
                health.findings().stream()
                        .map(finding -> new Finding(
                                finding.code(),
                                finding.severity(),
                                masked(finding.message()),
                                masked(finding.remedy()),
                                null))
                        .toList());
    }

    private static String masked(String sentence) {
        return FIGURES.matcher(sentence).replaceAll("#");
    }
}
