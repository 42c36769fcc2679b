package dev.pgrm.api.topology;

import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jspecify.annotations.Nullable;

/** Lays servers out in layers along the flow of changes, from left to right. The same structure gives the same picture. */
final class LayeredLayout {
    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Map<UUID, ElkNode> cards = new HashMap<>();
    private final Map<UUID, MappedServer> servers = new HashMap<>();
    private final Map<String, ElkPort> ports = new HashMap<>();
    private final Map<UUID, ElkEdge> edges = new HashMap<>();

    private LayeredLayout() {}

    /** Corners of servers and routes of streams, by id. */
    static Map<UUID, List<Position>> compute(Topology topology) {
        return new LayeredLayout().run(topology);
    }

    private Map<UUID, List<Position>> run(Topology topology) {
        ElkNode root = ElkGraphUtil.createGraph();
        configure(root, new ElkPadding(32));
        topology.servers().forEach(server -> addCard(root, server));
        topology.streams().forEach(stream -> addEdge(root, stream));
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return places();
    }

    /** For the whole, and for each group within it. */
    static void configure(ElkNode root, ElkPadding padding) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.PADDING, padding);
        root.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, true);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 56.0);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 40.0);
        root.setProperty(CoreOptions.SPACING_EDGE_NODE, 28.0);
        root.setProperty(CoreOptions.SPACING_EDGE_EDGE, 18.0);
        // Room for the lag on each edge.
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 168.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 32.0);
        root.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
    }

    private void addCard(ElkNode root, MappedServer server) {
        ElkNode card = ElkGraphUtil.createNode(root);
        card.setDimensions(MapLayout.CARD_WIDTH, MapLayout.height(server));
        card.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        cards.put(server.id(), card);
        servers.put(server.id(), server);
    }

    private void addEdge(ElkNode root, Stream stream) {
        ElkEdge edge = ElkGraphUtil.createEdge(root);
        edge.getSources().add(port(stream.sourceServer(), stream.sourceNode(), stream, PortSide.EAST));
        edge.getTargets().add(port(stream.targetServer(), stream.targetNode(), stream, PortSide.WEST));
        edges.put(stream.id().value(), edge);
    }

    private ElkPort port(UUID server, @Nullable UUID node, Stream stream, PortSide side) {
        double y = MapLayout.anchor(get(servers, server), node, stream);
        return ports.computeIfAbsent(server + "/" + side + "/" + y, key -> {
            ElkPort port = ElkGraphUtil.createPort(get(cards, server));
            port.setProperty(CoreOptions.PORT_SIDE, side);
            port.setLocation(side == PortSide.EAST ? MapLayout.CARD_WIDTH : 0, y);
            return port;
        });
    }

    private static <T> T get(Map<UUID, T> map, UUID id) {
        T value = map.get(id);
        if (value == null) {
            throw new IllegalStateException("a stream leads to server " + id + ", which is not on the map");
        }
        return value;
    }

    private Map<UUID, List<Position>> places() {
        Map<UUID, List<Position>> places = new HashMap<>();
        cards.forEach((id, card) -> places.put(id, List.of(new Position(card.getX(), card.getY()))));
        edges.forEach((id, edge) -> places.put(id, route(edge)));
        return places;
    }

    private static List<Position> route(ElkEdge edge) {
        var route = new ArrayList<Position>();
        for (ElkEdgeSection section : edge.getSections()) {
            route.add(new Position(section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> route.add(new Position(bend.getX(), bend.getY())));
            route.add(new Position(section.getEndX(), section.getEndY()));
        }
        return route;
    }
}
