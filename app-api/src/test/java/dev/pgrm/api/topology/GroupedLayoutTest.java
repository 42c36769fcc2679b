package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.stream.StreamBody.PointBody;
import dev.pgrm.domain.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupedLayoutTest {
    @Test
    void servers_of_two_groups_never_mingle() {
        GroupsBody drawn = drawn(fleet(24, 60), 24, 3, Set.of());
        assertThat(drawn.servers()).hasSize(24);
        assertApart(drawn, 24, 3);
    }

    @Test
    void many_streams_are_laid_out_group_by_group() {
        GroupsBody drawn = drawn(fleet(60, 400), 60, 4, Set.of());
        assertThat(drawn.servers()).hasSize(60);
        assertApart(drawn, 60, 4);
    }

    @Test
    void a_collapsed_group_is_one_box_and_its_streams_are_joined() {
        Topology topology = new Drawing().stream(0, 1).stream(0, 3).stream(1, 2).topology(4);
        GroupsBody drawn = drawn(topology, 4, 2, Set.of("group 0"));
        assertThat(drawn.groups()).containsOnlyKeys("group 0");
        assertThat(drawn.servers())
                .containsOnlyKeys(
                        Drawing.server(1).toString(), Drawing.server(3).toString());
        assertThat(drawn.streams())
                .containsOnlyKeys(
                        "group 0>" + Drawing.server(1) + ">logical",
                        "group 0>" + Drawing.server(3) + ">logical",
                        Drawing.server(1) + ">group 0>logical");
    }

    @Test
    void streams_within_a_collapsed_group_are_not_drawn() {
        GroupsBody drawn = drawn(new Drawing().stream(0, 2).topology(3), 3, 2, Set.of("group 0", "group 1"));
        assertThat(drawn.streams()).isEmpty();
        assertThat(drawn.groups()).hasSize(2);
    }

    @Test
    void a_route_leads_from_card_to_card() {
        Topology topology = new Drawing().stream(0, 1).topology(2);
        GroupsBody drawn = drawn(topology, 2, 2, Set.of());
        List<PointBody> route = Objects.requireNonNull(
                drawn.streams().get(topology.streams().getFirst().id().toString()));
        assertThat(route).hasSizeGreaterThanOrEqualTo(2);
        assertThat(route.getFirst().x()).isEqualTo(corner(drawn, 0).x() + MapLayout.CARD_WIDTH);
        assertThat(route.getLast().x()).isEqualTo(corner(drawn, 1).x());
        assertThat(route.getLast().y())
                .isEqualTo(corner(drawn, 1).y() + MapLayout.HEADER_HEIGHT + MapLayout.ROW_HEIGHT / 2);
    }

    private static GroupsBody drawn(Topology topology, int servers, int groups, Set<String> collapsed) {
        Map<UUID, String> names = new HashMap<>();
        for (int i = 0; i < servers; i++) {
            names.put(Drawing.server(i), "group " + i % groups);
        }
        return new GroupedLayout(topology, names, collapsed).draw();
    }

    private static Topology fleet(int servers, int streams) {
        var drawing = new Drawing();
        for (int i = 0; i < streams; i++) {
            drawing.stream(i * 7 % (servers / 3), servers / 3 + i * 11 % (servers - servers / 3));
        }
        return drawing.topology(servers);
    }

    private static void assertApart(GroupsBody drawn, int servers, int groups) {
        List<double[]> frames = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            double[] frame = {
                Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE,
            };
            for (int i = group; i < servers; i += groups) {
                PointBody at = corner(drawn, i);
                frame[0] = Math.min(frame[0], at.x());
                frame[1] = Math.min(frame[1], at.y());
                frame[2] = Math.max(frame[2], at.x() + MapLayout.CARD_WIDTH);
                frame[3] = Math.max(frame[3], at.y() + MapLayout.HEADER_HEIGHT);
            }
            for (double[] other : frames) {
                assertThat(frame[0] < other[2] && other[0] < frame[2] && frame[1] < other[3] && other[1] < frame[3])
                        .isFalse();
            }
            frames.add(frame);
        }
    }

    private static PointBody corner(GroupsBody drawn, int server) {
        return Objects.requireNonNull(drawn.servers().get(Drawing.server(server).toString()));
    }
}
