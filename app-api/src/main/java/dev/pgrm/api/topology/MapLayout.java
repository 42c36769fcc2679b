package dev.pgrm.api.topology;

import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is drawn. Servers are cards with one row for each of their databases; the figures here are the picture's, and
 * the style sheets of the web UI keep to them.
 */
final class MapLayout {
    static final double CARD_WIDTH = 264;
    static final double HEADER_HEIGHT = 56;
    static final double ROW_HEIGHT = 44;
    static final double BOTTOM = 8;

    private MapLayout() {}

    record Box(Position at, double width, double height) {}

    /** Places of servers, of the databases within them, and the bends of streams. */
    record Drawn(Map<UUID, Box> servers, Map<UUID, Box> nodes, Map<UUID, List<Position>> routes) {
        private static final Box NOWHERE = new Box(new Position(0, 0), 0, 0);

        Box server(UUID id) {
            return servers.getOrDefault(id, NOWHERE);
        }

        Box node(UUID id) {
            return nodes.getOrDefault(id, NOWHERE);
        }

        List<Position> route(UUID id) {
            return routes.getOrDefault(id, List.of());
        }
    }

    /**
     * The picture of a topology, given where its servers' corners and its streams' bends are.
     *
     * @param places by id: one position for a server, all of the route for a stream
     */
    static Drawn of(Topology topology, Map<UUID, List<Position>> places) {
        Map<UUID, Box> servers = new HashMap<>();
        Map<UUID, Box> nodes = new HashMap<>();
        for (MappedServer server : topology.servers()) {
            Position corner = places.getOrDefault(server.id(), List.of(new Position(0, 0)))
                    .getFirst();
            servers.put(server.id(), new Box(corner, CARD_WIDTH, height(server)));
            for (int row = 0; row < server.nodeIds().size(); row++) {
                nodes.put(
                        server.nodeIds().get(row),
                        new Box(
                                new Position(corner.x(), corner.y() + HEADER_HEIGHT + row * ROW_HEIGHT),
                                CARD_WIDTH,
                                ROW_HEIGHT));
            }
        }
        Map<UUID, List<Position>> routes = new HashMap<>();
        for (Stream stream : topology.streams()) {
            routes.put(stream.id().value(), places.getOrDefault(stream.id().value(), List.of()));
        }
        return new Drawn(servers, nodes, routes);
    }

    /** Corners without any routes: the web UI draws plain curves then. */
    static Map<UUID, List<Position>> inOneColumn(Topology topology) {
        return withTheRestBelow(topology, Map.of());
    }

    /** What has its place stays there; the corners of other servers are below all that. */
    static Map<UUID, List<Position>> withTheRestBelow(Topology topology, Map<UUID, List<Position>> known) {
        Map<UUID, List<Position>> places = new HashMap<>(known);
        double y = 0;
        for (MappedServer server : topology.servers()) {
            List<Position> place = known.get(server.id());
            if (place != null) {
                y = Math.max(y, place.getFirst().y() + height(server) + ROW_HEIGHT);
            }
        }
        for (MappedServer server : topology.servers()) {
            if (!known.containsKey(server.id())) {
                places.put(server.id(), List.of(new Position(0, y)));
                y += height(server) + ROW_HEIGHT;
            }
        }
        return places;
    }

    static double height(MappedServer server) {
        return HEADER_HEIGHT + server.nodeIds().size() * ROW_HEIGHT + BOTTOM;
    }

    /** How far below a card's top a stream meets it: at the row of its database, or at the header when it is the server's. */
    static double anchor(MappedServer server, @Nullable UUID node, Stream stream) {
        int row = node == null || stream.type() == Stream.StreamType.PHYSICAL
                ? -1
                : server.nodeIds().indexOf(node);
        return row < 0 ? HEADER_HEIGHT / 2 : HEADER_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT / 2;
    }
}
