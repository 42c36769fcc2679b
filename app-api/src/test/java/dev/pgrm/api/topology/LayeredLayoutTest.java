package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.topology.MapLayout.Box;
import dev.pgrm.api.topology.MapLayout.Drawn;
import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {
    @Test
    void draws_a_cascade_from_left_to_right() {
        Drawn drawn = drawn(new Drawing().stream(0, 1).stream(1, 2).stream(0, 3).topology(4));
        assertThat(x(drawn, 1)).isGreaterThan(x(drawn, 0) + MapLayout.CARD_WIDTH);
        assertThat(x(drawn, 2)).isGreaterThan(x(drawn, 1) + MapLayout.CARD_WIDTH);
        assertThat(x(drawn, 3)).isGreaterThan(x(drawn, 0) + MapLayout.CARD_WIDTH);
    }

    @Test
    void leads_each_stream_from_its_sources_right_edge_to_its_targets_left() {
        Topology topology = new Drawing().stream(0, 1).topology(2);
        Drawn drawn = drawn(topology);
        List<Position> route = drawn.route(topology.streams().getFirst().id().value());
        assertThat(route).hasSizeGreaterThanOrEqualTo(2);
        assertThat(route.getFirst().x()).isEqualTo(x(drawn, 0) + MapLayout.CARD_WIDTH);
        assertThat(route.getLast().x()).isEqualTo(x(drawn, 1));
        assertIsBeside(route.getFirst(), drawn.node(Drawing.node(0)));
        assertIsBeside(route.getLast(), drawn.node(Drawing.node(1)));
    }

    private static void assertIsBeside(Position point, Box row) {
        assertThat(point.y()).isBetween(row.at().y(), row.at().y() + row.height());
    }

    @Test
    void puts_databases_inside_their_servers() {
        Drawn drawn = drawn(new Drawing().topology(1));
        Box card = drawn.server(Drawing.server(0));
        Box row = drawn.node(Drawing.node(0));
        assertThat(row.at().y()).isGreaterThan(card.at().y());
        assertThat(row.at().y() + row.height()).isLessThanOrEqualTo(card.at().y() + card.height());
    }

    @Test
    void keeps_both_directions_and_loops_apart_from_failing() {
        assertNoOverlap(drawn(new Drawing()
                .stream(0, 1).stream(1, 0).stream(2, 2).stream(1, 2).stream(2, 0)
                        .topology(3)));
    }

    @Test
    void draws_nothing_of_nothing() {
        assertThat(LayeredLayout.compute(Topology.EMPTY)).isEmpty();
    }

    @Test
    void draws_the_same_picture_of_the_same_structure() {
        assertThat(LayeredLayout.compute(fleet(40))).isEqualTo(LayeredLayout.compute(fleet(40)));
    }

    @Test
    void lays_out_300_servers_without_an_overlap() {
        Drawn drawn = drawn(fleet(300));
        assertThat(drawn.servers()).hasSize(300);
        assertNoOverlap(drawn);
    }

    /** Every tenth server is on its own, the others follow the first of their ten. */
    private static Topology fleet(int size) {
        var drawing = new Drawing();
        for (int i = 0; i < size; i++) {
            if (i % 10 != 0 && i % 10 != 9) {
                drawing.stream(i - i % 10 + (i % 10) / 3, i);
            }
        }
        return drawing.topology(size);
    }

    private static Drawn drawn(Topology topology) {
        return MapLayout.of(topology, LayeredLayout.compute(topology));
    }

    private static double x(Drawn drawn, int server) {
        return drawn.server(Drawing.server(server)).at().x();
    }

    private static void assertNoOverlap(Drawn drawn) {
        var cards = new ArrayList<>(drawn.servers().entrySet());
        for (int i = 0; i < cards.size(); i++) {
            for (int j = i + 1; j < cards.size(); j++) {
                UUID one = cards.get(i).getKey();
                UUID other = cards.get(j).getKey();
                assertThat(overlap(cards.get(i).getValue(), cards.get(j).getValue()))
                        .as("%s and %s overlap", one, other)
                        .isFalse();
            }
        }
    }

    private static boolean overlap(Box one, Box other) {
        return one.at().x() < other.at().x() + other.width()
                && other.at().x() < one.at().x() + one.width()
                && one.at().y() < other.at().y() + other.height()
                && other.at().y() < one.at().y() + one.height();
    }
}
