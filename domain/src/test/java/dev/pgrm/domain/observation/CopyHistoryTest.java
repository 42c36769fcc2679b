package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.TableName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static List<TableCopy> copy(TableState state, @Nullable Long bytes, @Nullable Integer worker) {
        return List.of(new TableCopy(new Oid(1), new TableName("public", "t"), state, bytes, null, worker));
    }

    @Test
    void the_rate_is_that_of_the_last_two_minutes() {
        CopyHistory history = CopyHistory.EMPTY;
        List<TableCopy> before = List.of();
        for (int second = 0; second <= 400; second += 10) {
            long bytes = second < 280 ? 0 : (second - 280) * 7L;
            List<TableCopy> now = copy(TableState.COPYING, bytes, 90);
            history = history.with(NOON.plusSeconds(second), before, now);
            before = now;
        }

        assertThat(history.bytesPerSecond()).isEqualTo(7.0);
        assertThat(history.stalledSince()).isNull();
        assertThat(history.restarts()).isZero();
    }

    @Test
    void it_knows_since_when_nothing_came() {
        CopyHistory history = CopyHistory.EMPTY;
        List<TableCopy> before = List.of();
        for (int second = 0; second <= 60; second += 10) {
            List<TableCopy> now = copy(TableState.COPYING, (long) Math.min(second, 30), 90);
            history = history.with(NOON.plusSeconds(second), before, now);
            before = now;
        }

        assertThat(history.stalledSince()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void an_empty_table_that_comes_further_is_no_stall() {
        CopyHistory history = CopyHistory.EMPTY
                .with(NOON, List.of(), copy(TableState.INITIAL, null, null))
                .with(NOON.plusSeconds(10), copy(TableState.INITIAL, null, null), copy(TableState.READY, 0L, null));

        assertThat(history.stalledSince()).isNull();
    }

    @Test
    void every_attempt_counts_once_whether_its_worker_is_seen_or_the_pause_between() {
        List<TableCopy> first = copy(TableState.COPYING, 10L, 90);
        List<TableCopy> between = copy(TableState.COPYING, null, null);
        List<TableCopy> second = copy(TableState.COPYING, 20L, 91);
        List<TableCopy> third = copy(TableState.COPYING, 20L, 92);

        CopyHistory history = CopyHistory.EMPTY
                .with(NOON, first, between)
                .with(NOON.plusSeconds(5), between, second)
                .with(NOON.plusSeconds(10), second, third);

        assertThat(history.restarts()).isEqualTo(2);
        assertThat(history.restartedAt()).isEqualTo(NOON.plusSeconds(10));
    }
}
