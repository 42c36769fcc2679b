package dev.pgrm.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecurrenceTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger turns = new AtomicInteger();

    private void awaitTurns(int count) {
        await().untilAsserted(() -> assertThat(turns).hasValue(count));
    }

    @Test
    void works_at_once_and_again_when_nudged() {
        try (var recurrence = Recurrence.start("test", NEVER, turns::incrementAndGet)) {
            awaitTurns(1);
            recurrence.nudge();
            awaitTurns(2);
        }
    }

    @Test
    void works_at_its_pace() {
        try (var recurrence = Recurrence.start("test", Duration.ofMillis(1), turns::incrementAndGet)) {
            await().untilAsserted(() -> assertThat(turns).hasValueGreaterThan(3));
            assertThat(recurrence).isNotNull();
        }
    }

    @Test
    void a_failure_does_not_end_it() {
        try (var recurrence = Recurrence.start("test", NEVER, () -> {
            turns.incrementAndGet();
            throw new IllegalStateException("not today");
        })) {
            awaitTurns(1);
            recurrence.nudge();
            awaitTurns(2);
        }
    }

    @Test
    void an_error_does_not_end_it_either() {
        try (var recurrence = Recurrence.start("test", NEVER, () -> {
            turns.incrementAndGet();
            throw new StackOverflowError();
        })) {
            awaitTurns(1);
            recurrence.nudge();
            awaitTurns(2);
        }
    }

    @Test
    void many_nudges_during_a_turn_make_for_one_more() {
        var mayEnd = new Semaphore(0);
        try (var recurrence = Recurrence.start("test", NEVER, () -> {
            turns.incrementAndGet();
            mayEnd.acquireUninterruptibly();
        })) {
            awaitTurns(1);
            for (int i = 0; i < 5; i++) {
                recurrence.nudge();
            }
            mayEnd.release();
            awaitTurns(2);
            mayEnd.release(10);
            await().until(() -> mayEnd.availablePermits() <= 9);
            recurrence.nudge();
            awaitTurns(3);
        }
    }
}
