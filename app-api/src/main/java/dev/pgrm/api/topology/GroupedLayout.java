package dev.pgrm.api.topology;

import dev.pgrm.api.stream.StreamBody.PointBody;
import dev.pgrm.api.topology.TopologyBody.BoxBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lays servers out within frames, one for each group. Few streams are led around everything, across frames too. Many would take
 * half a minute and make a picture of kilometres: then each frame is laid out by itself, and the frames along what leads from
 * one to another.
 */
final class GroupedLayout {
    private static final int FEW_STREAMS = 250;
    private static final double BOX_HEIGHT = 92;

    private final Topology topology;
    private final Map<UUID, String> groups;
    private final Set<String> collapsed;
    private final boolean across;

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> frames = new LinkedHashMap<>();
    private final Map<UUID, ElkNode> cards = new HashMap<>();
    private final Map<UUID, MappedServer> servers = new HashMap<>();
    private final Map<String, ElkPort> ports = new HashMap<>();
    private final Map<String, ElkEdge> edges = new LinkedHashMap<>();
    private final Set<Way> between = new HashSet<>();

    /** An end of a line: as it is drawn, and what of it stands at the top level. */
    private record End(String name, ElkConnectableShape shape, ElkNode top) {
        /** A group that is collapsed. */
        boolean isBox() {
            return shape.equals(top);
        }

        boolean isAtTheTop() {
            return isBox() || (shape instanceof ElkPort port && top.equals(port.getParent()));
        }
    }

    private record Way(ElkNode from, ElkNode to) {}

    GroupedLayout(Topology topology, Map<UUID, String> groups, Set<String> collapsed) {
        this.topology = topology;
        this.groups = groups;
        this.collapsed = collapsed;
        this.across = topology.streams().size() <= FEW_STREAMS;
    }

    GroupsBody draw() {
        LayeredLayout.configure(root, new ElkPadding(32));
        handleHierarchy(root);
        groups.values().stream().distinct().sorted().forEach(this::addFrame);
        topology.servers().forEach(this::addCard);
        topology.streams().forEach(this::addStream);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return drawn();
    }

    private void handleHierarchy(ElkNode node) {
        node.setProperty(
                CoreOptions.HIERARCHY_HANDLING,
                across ? HierarchyHandling.INCLUDE_CHILDREN : HierarchyHandling.SEPARATE_CHILDREN);
    }

    private void addFrame(String group) {
        ElkNode frame = ElkGraphUtil.createNode(root);
        if (collapsed.contains(group)) {
            frame.setDimensions(MapLayout.CARD_WIDTH, BOX_HEIGHT);
        } else {
            LayeredLayout.configure(frame, new ElkPadding(64, 28, 28, 28));
            handleHierarchy(frame);
        }
        frames.put(group, frame);
    }

    private void addCard(MappedServer server) {
        servers.put(server.id(), server);
        String group = groups.get(server.id());
        if (group != null && collapsed.contains(group)) {
            return;
        }
        ElkNode card = ElkGraphUtil.createNode(group == null ? root : Objects.requireNonNull(frames.get(group)));
        card.setDimensions(MapLayout.CARD_WIDTH, MapLayout.height(server));
        card.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        cards.put(server.id(), card);
    }

    private void addStream(Stream stream) {
        End from = end(stream.sourceServer(), stream.sourceNode(), stream, PortSide.EAST);
        End to = end(stream.targetServer(), stream.targetNode(), stream, PortSide.WEST);
        boolean joined = from.isBox() || to.isBox();
        if (joined && from.shape().equals(to.shape())) {
            return;
        }
        if (across || from.top().equals(to.top()) || (from.isAtTheTop() && to.isAtTheTop())) {
            String name = joined
                    ? from.name() + ">" + to.name() + ">" + Words.of(stream.type())
                    : stream.id().toString();
            edges.computeIfAbsent(name, _ -> edge(from.shape(), to.shape()));
        } else if (between.add(new Way(from.top(), to.top()))) {
            edge(from.top(), to.top());
        }
    }

    private static ElkEdge edge(ElkConnectableShape from, ElkConnectableShape to) {
        ElkEdge edge = ElkGraphUtil.createEdge(null);
        edge.getSources().add(from);
        edge.getTargets().add(to);
        ElkGraphUtil.updateContainment(edge);
        return edge;
    }

    private End end(UUID id, @Nullable UUID node, Stream stream, PortSide side) {
        String group = groups.get(id);
        ElkNode card = cards.get(id);
        if (card == null) {
            ElkNode box = frames.get(group);
            if (group == null || box == null) {
                throw new IllegalStateException("a stream leads to server " + id + ", which is not on the map");
            }
            return new End(group, box, box);
        }
        ElkNode top = group == null ? card : Objects.requireNonNull(frames.get(group));
        return new End(id.toString(), port(id, card, node, stream, side), top);
    }

    private ElkPort port(UUID id, ElkNode card, @Nullable UUID node, Stream stream, PortSide side) {
        double y = MapLayout.anchor(Objects.requireNonNull(servers.get(id)), node, stream);
        return ports.computeIfAbsent(id + "/" + side + "/" + y, _ -> {
            ElkPort port = ElkGraphUtil.createPort(card);
            port.setProperty(CoreOptions.PORT_SIDE, side);
            port.setLocation(side == PortSide.EAST ? MapLayout.CARD_WIDTH : 0, y);
            return port;
        });
    }

    private GroupsBody drawn() {
        Map<String, BoxBody> boxes = new HashMap<>();
        frames.forEach((name, frame) -> {
            if (collapsed.contains(name)) {
                boxes.put(name, new BoxBody(frame.getX(), frame.getY(), frame.getWidth(), frame.getHeight()));
            }
        });
        Map<String, PointBody> corners = new HashMap<>();
        cards.forEach((id, card) -> corners.put(id.toString(), absolute(card.getParent(), card.getX(), card.getY())));
        Map<String, List<PointBody>> routes = new HashMap<>();
        edges.forEach((name, edge) -> routes.put(name, route(edge)));
        return new GroupsBody(boxes, corners, routes);
    }

    private static List<PointBody> route(ElkEdge edge) {
        ElkNode within = edge.getContainingNode();
        var route = new ArrayList<PointBody>();
        edge.getSections().forEach(section -> {
            route.add(absolute(within, section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> route.add(absolute(within, bend.getX(), bend.getY())));
            route.add(absolute(within, section.getEndX(), section.getEndY()));
        });
        return route;
    }

    private static PointBody absolute(ElkNode within, double x, double y) {
        double left = x;
        double top = y;
        for (ElkNode node = within; node != null; node = node.getParent()) {
            left += node.getX();
            top += node.getY();
        }
        return new PointBody(left, top);
    }
}
