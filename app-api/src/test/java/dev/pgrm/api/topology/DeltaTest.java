package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.health.HealthBody;
import dev.pgrm.api.topology.TopologyBody.BoxBody;
import dev.pgrm.api.topology.TopologyBody.ServerBody;
import dev.pgrm.api.topology.TopologyBody.SummaryBody;
import dev.pgrm.domain.health.Health;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeltaTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void is_empty_between_equals_even_when_time_has_passed() {
        Delta delta = Delta.between(at(NOON, server(ONE, 0)), at(NOON.plusSeconds(9), server(ONE, 0)));
        assertThat(delta.isEmpty()).isTrue();
        assertThat(delta.generatedAt()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void holds_what_is_new_and_nothing_else() {
        Delta delta = Delta.between(at(NOON, server(ONE, 0)), at(NOON, server(ONE, 0), server(TWO, 0)));
        assertThat(delta.servers()).containsExactly(server(TWO, 0));
        assertThat(delta.removed().isEmpty()).isTrue();
    }

    @Test
    void holds_what_is_different_as_a_whole() {
        Delta delta =
                Delta.between(at(NOON, server(ONE, 0), server(TWO, 0)), at(NOON, server(ONE, 50), server(TWO, 0)));
        assertThat(delta.servers()).containsExactly(server(ONE, 50));
    }

    @Test
    void names_what_is_gone() {
        Delta delta = Delta.between(at(NOON, server(ONE, 0), server(TWO, 0)), at(NOON, server(TWO, 0)));
        assertThat(delta.servers()).isEmpty();
        assertThat(delta.removed().servers()).containsExactly(ONE);
        assertThat(delta.isEmpty()).isFalse();
    }

    @Test
    void takes_one_order_for_another_as_no_change() {
        assertThat(Delta.between(at(NOON, server(ONE, 0), server(TWO, 0)), at(NOON, server(TWO, 0), server(ONE, 0)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void survives_an_id_that_stands_for_two_things() {
        TopologyBody doubled = at(NOON, server(ONE, 0), server(ONE, 50));
        assertThat(Delta.between(doubled, doubled).removed().isEmpty()).isTrue();
    }

    private static TopologyBody at(Instant time, ServerBody... servers) {
        return new TopologyBody(
                time, List.of(servers), List.of(), List.of(), new SummaryBody(0, 0, 0, 0, 0, null, null));
    }

    private static ServerBody server(UUID id, double x) {
        return new ServerBody(
                id,
                "db",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                "pending",
                null,
                false,
                List.of(),
                HealthBody.of(Health.GOOD),
                new BoxBody(x, 0, 10, 10));
    }
}
