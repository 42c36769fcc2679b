package dev.pgrm.api.stream;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.page.Cursor;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody asks of the list of streams, as they wrote it. */
record StreamListing(
        @Nullable String status,
        @Nullable String type,
        @Nullable String verdict,
        @Nullable UUID databaseId,
        @Nullable UUID serverId,
        @Nullable String q,
        @Nullable Integer limit,
        @Nullable String cursor) {
    private static final int MOST = 1000;

    /** By name; those of one name in the order of their ids, which stay when a page is turned. */
    private static final Comparator<Stream> ORDER = Comparator.comparing(Stream::name)
            .thenComparing(stream -> stream.id().toString());

    StreamPage of(Topology topology) {
        var asked = new Asked();
        Status wantedStatus = asked.choice("status", status, Status.values());
        StreamType wantedType = asked.choice("type", type, StreamType.values());
        Verdict wantedVerdict = asked.choice("verdict", verdict, Verdict.values());
        int most = asked.limit(limit, MOST, MOST);
        List<String> after = asked.after(cursor, 2);
        asked.refuseIfWrong();
        Map<UUID, String> names = namesIn(topology);
        List<Stream> found = (databaseId == null ? topology.streams() : topology.streamsAt(databaseId))
                .stream()
                        .filter(stream -> wantedStatus == null || stream.status() == wantedStatus)
                        .filter(stream -> wantedType == null || stream.type() == wantedType)
                        .filter(stream ->
                                wantedVerdict == null || stream.health().verdict() == wantedVerdict)
                        .filter(this::isAtServer)
                        .filter(stream -> holdsText(stream, names))
                        .filter(stream -> after == null || isAfter(stream, after.getFirst(), after.getLast()))
                        .sorted(ORDER)
                        .limit(most + 1L)
                        .toList();
        List<Stream> page = found.subList(0, Math.min(most, found.size()));
        return new StreamPage(
                page.stream().map(stream -> StreamBody.of(stream, List.of())).toList(),
                found.size() > most
                        ? Cursor.after(
                                page.getLast().name(), page.getLast().id().toString())
                        : null);
    }

    private static boolean isAfter(Stream stream, String name, String id) {
        int byName = stream.name().compareTo(name);
        return byName == 0 ? stream.id().toString().compareTo(id) > 0 : byName > 0;
    }

    private boolean isAtServer(Stream stream) {
        return serverId == null
                || stream.sourceServer().equals(serverId)
                || stream.targetServer().equals(serverId);
    }

    private boolean holdsText(Stream stream, Map<UUID, String> names) {
        return Asked.holds(
                q,
                stream.name(),
                stream.slot() == null ? null : stream.slot().value(),
                stream.publications().toString(),
                names.get(stream.sourceServer()),
                names.get(stream.targetServer()),
                stream.sourceNode() == null ? null : names.get(stream.sourceNode()),
                stream.targetNode() == null ? null : names.get(stream.targetNode()));
    }

    private static Map<UUID, String> namesIn(Topology topology) {
        Map<UUID, String> names =
                topology.servers().stream().collect(Collectors.toMap(MappedServer::id, MappedServer::name));
        names.putAll(topology.nodes().stream().collect(Collectors.toMap(Node::id, Node::name)));
        return names;
    }
}
