package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Cadence cadence = new Cadence(Duration.ofMinutes(1));

    @Test
    void the_first_look_is_thorough() {
        assertThat(cadence.due(START)).isTrue();
    }

    @Test
    void the_next_one_is_due_after_a_minute() {
        cadence.looked(START, Duration.ofMillis(20));

        assertThat(cadence.due(START.plusSeconds(59))).isFalse();
        assertThat(cadence.due(START.plusSeconds(60))).isTrue();
    }

    @Test
    void what_took_long_is_done_less_often() {
        cadence.looked(START, Duration.ofSeconds(1));

        assertThat(cadence.due(START.plusSeconds(199))).isFalse();
        assertThat(cadence.due(START.plusSeconds(200))).isTrue();
    }

    @Test
    void what_has_no_interval_is_due_unless_it_takes_long() {
        var atWill = new Cadence(Duration.ZERO);
        atWill.looked(START, Duration.ofMillis(5));

        assertThat(atWill.due(START.plusMillis(999))).isFalse();
        assertThat(atWill.due(START.plusSeconds(1))).isTrue();
    }

    @Test
    void what_is_known_already_comes_due_some_time_within_the_minute() {
        cadence.notBefore(START);

        assertThat(cadence.due(START.plusSeconds(60))).isTrue();
    }
}
