package dev.pgrm.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.history.Records.Version;
import dev.pgrm.application.history.Records.Versions;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Element UP = node(1, Status.CONNECTED);
    private static final Element DOWN = node(1, Status.DISCONNECTED);
    private static final Element OTHER = node(2, Status.CONNECTED);

    private static Element node(int number, Status status) {
        return new Element.OfNode(new Node(
                new UUID(5, number),
                new UUID(6, number),
                "orders",
                null,
                "orders",
                null,
                null,
                Map.of(),
                null,
                null,
                status,
                null,
                false,
                null,
                null,
                Health.GOOD));
    }

    private static Version version(Element element, int from, @Nullable Integer to) {
        return new Version(element, BEGIN.plusSeconds(from), to == null ? null : BEGIN.plusSeconds(to));
    }

    private static List<Turn> among(int from, Version... versions) {
        return Turn.among(new Versions(BEGIN.plusSeconds(from), List.of(versions)), BEGIN, BEGIN.plusSeconds(1_000));
    }

    private static Turn turn(int at, @Nullable Element was, @Nullable Element is) {
        return new Turn(BEGIN.plusSeconds(at), was, is);
    }

    @Test
    void what_changes_its_status_turns_in_the_order_of_time() {
        assertThat(among(
                        0,
                        version(UP, 0, 60),
                        version(DOWN, 60, 120),
                        version(UP, 120, null),
                        version(OTHER, 90, null)))
                .containsExactly(turn(60, UP, DOWN), turn(90, null, OTHER), turn(120, DOWN, UP));
    }

    @Test
    void what_stood_at_the_beginning_did_not_come_and_another_version_of_the_same_status_is_no_turn() {
        assertThat(among(-60, version(UP, 0, 60), version(UP, 60, null))).isEmpty();
    }

    @Test
    void what_goes_and_comes_back_turns_twice() {
        assertThat(among(0, version(UP, 0, 60), version(UP, 90, null)))
                .containsExactly(turn(60, UP, null), turn(90, null, UP));
    }

    @Test
    void what_lies_outside_is_left_out() {
        assertThat(among(60, version(UP, 0, 60), version(DOWN, 60, 2_000))).isEmpty();
    }
}
