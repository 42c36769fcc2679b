package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsNowTest {
    @Test
    void the_past_is_in_the_order_of_now_and_what_is_gone_by_now_comes_last() {
        assertThat(new AsNow(of("c", "a", "b"))
                        .order(of("x", "a", "b", "w", "c"))
                        .nodes())
                .extracting(Node::name)
                .containsExactly("c", "a", "b", "x", "w");
    }

    private static Topology of(String... names) {
        return Topology.of(List.of(), Stream.of(names).map(AsNowTest::node).toList(), List.of());
    }

    private static Node node(String name) {
        return new Node(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                new UUID(6, 1),
                name,
                null,
                name,
                null,
                null,
                Map.of(),
                null,
                null,
                Status.CONNECTED,
                null,
                false,
                null,
                null,
                Health.GOOD);
    }
}
