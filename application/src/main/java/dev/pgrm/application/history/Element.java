package dev.pgrm.application.history;

import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A part of the map, without the figures that move at every poll: those are kept as samples. */
public sealed interface Element {
    UUID id();

    /** What two of them share while nothing changes that is worth writing down. */
    Element steady();

    record OfServer(MappedServer server) implements Element {
        @Override
        public UUID id() {
            return server.id();
        }

        @Override
        public Element steady() {
            return new OfServer(Stills.steady(server));
        }
    }

    record OfNode(Node node) implements Element {
        @Override
        public UUID id() {
            return node.id();
        }

        @Override
        public Element steady() {
            return new OfNode(Stills.steady(node));
        }
    }

    record OfStream(Stream stream) implements Element {
        @Override
        public UUID id() {
            return stream.id().value();
        }

        @Override
        public Element steady() {
            return new OfStream(Stills.steady(stream));
        }
    }

    static List<Element> of(Topology topology) {
        var all = new ArrayList<Element>();
        topology.servers().forEach(server -> all.add(new OfServer(Stills.still(server))));
        topology.nodes().forEach(node -> all.add(new OfNode(Stills.still(node))));
        topology.streams().forEach(stream -> all.add(new OfStream(Stills.still(stream))));
        return all;
    }
}
