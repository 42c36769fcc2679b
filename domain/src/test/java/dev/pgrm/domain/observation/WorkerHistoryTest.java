package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.WorkerHistory.Change;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Change change(long second, long errors) {
        return new Change(NOON.plusSeconds(second), true, null, errors, 0L);
    }

    @Test
    void what_stays_the_same_is_no_change() {
        assertThat(WorkerHistory.EMPTY.with(change(0, 1)).with(change(5, 1)).changes())
                .containsExactly(change(0, 1));
    }

    @Test
    void however_long_a_loop_lasts_its_beginning_is_known() {
        WorkerHistory history = WorkerHistory.EMPTY.with(change(-9999, 0));
        for (int second = 0; second < 3600; second += 5) {
            history = history.with(change(second, 1 + second));
        }

        assertThat(history.changes()).hasSize(16);
        assertThat(history.changes().get(0)).isEqualTo(change(-9999, 0));
        assertThat(history.changes().get(1)).isEqualTo(change(0, 1));
        assertThat(history.changes().getLast().at()).isEqualTo(NOON.plusSeconds(3595));
    }

    @Test
    void what_came_before_a_rest_is_over() {
        WorkerHistory history = WorkerHistory.EMPTY
                .with(change(0, 1))
                .with(change(5, 2))
                .with(change(10, 3))
                .with(change(500, 4));

        assertThat(history.changes()).containsExactly(change(10, 3), change(500, 4));
    }
}
