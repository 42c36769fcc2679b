package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.observation.Slot.Upkeep;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WalForecastTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Slot slot(@Nullable Long restart, @Nullable Long safe) {
        return new Slot(
                new SlotName("feed"),
                Kind.LOGICAL,
                "pgoutput",
                "shop",
                false,
                true,
                1,
                restart == null ? null : new Lsn(restart),
                null,
                "extended",
                safe,
                null,
                null,
                false,
                false,
                Upkeep.UNKNOWN);
    }

    /** Polled every five seconds; both positions by the second. */
    private static WalForecast after(
            int seconds, LongUnaryOperator restart, LongUnaryOperator end, @Nullable Long safe) {
        SlotHistory history = polled(seconds, restart, end, safe);
        return Objects.requireNonNull(WalForecast.of(slot(restart.applyAsLong(seconds), safe), history));
    }

    private static SlotHistory polled(
            int seconds, LongUnaryOperator restart, LongUnaryOperator end, @Nullable Long safe) {
        SlotHistory history = SlotHistory.EMPTY;
        for (int second = 0; second <= seconds; second += 5) {
            history = history.with(
                    NOON.plusSeconds(second),
                    new Lsn(end.applyAsLong(second)),
                    List.of(slot(restart.applyAsLong(second), safe)));
        }
        return history;
    }

    @Test
    void a_slot_at_rest_grows_with_the_log() {
        WalForecast forecast = after(120, second -> 0, second -> second * 1000, 3_600_000L);

        assertThat(forecast.growth()).isEqualTo(1000.0);
        assertThat(forecast.untilLost()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void without_a_limit_growth_is_known_and_no_loss_foretold() {
        WalForecast forecast = after(120, second -> 0, second -> second * 1000, null);

        assertThat(forecast.growth()).isEqualTo(1000.0);
        assertThat(forecast.untilLost()).isNull();
    }

    @Test
    void a_burst_of_the_last_minute_counts_more_than_the_hour_before() {
        WalForecast forecast = after(
                1800, second -> 0, second -> second < 1740 ? second : 1740 + (second - 1740) * 10_000, 6_000_000L);

        assertThat(forecast.growth()).isGreaterThan(9_000);
        assertThat(Objects.requireNonNull(forecast.untilLost())).isLessThan(Duration.ofMinutes(12));
    }

    @Test
    void what_is_foretold_steadily_moves_little_with_a_burst() {
        LongUnaryOperator end = second -> second < 3540 ? second * 100 : 354_000 + (second - 3540) * 10_000;

        Duration left = WalForecast.steadily(slot(0L, 100_000_000L), polled(3600, _ -> 0, end, 100_000_000L));

        assertThat(Objects.requireNonNull(left)).isBetween(Duration.ofHours(90), Duration.ofHours(120));
        assertThat(Objects.requireNonNull(after(3600, _ -> 0, end, 100_000_000L).untilLost()))
                .isLessThan(Duration.ofHours(3));
    }

    @Test
    void a_burst_that_is_over_still_counts_for_the_hour() {
        WalForecast forecast = after(1800, second -> 0, second -> Math.min(second, 900) * 10_000, null);

        assertThat(forecast.growth()).isBetween(4_500.0, 5_500.0);
    }

    @Test
    void a_slot_that_follows_in_steps_is_not_taken_for_one_that_grows() {
        WalForecast forecast = after(
                1800,
                second -> (second + 10) / 20 * 20 * 1_000_000 - 20_000_000,
                second -> second * 1_000_000,
                1L << 30);

        assertThat(forecast.growth()).isLessThan(70_000);
        assertThat(forecast.untilLost())
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        late -> assertThat(late).isGreaterThan(Duration.ofHours(4)));
    }

    @Test
    void a_slot_that_catches_up_shrinks_and_is_not_lost() {
        WalForecast forecast = after(600, second -> second * 2000, second -> 10_000_000 + second * 1000, 1000L);

        assertThat(forecast.growth()).isNegative();
        assertThat(forecast.untilLost()).isNull();
    }

    @Test
    void what_the_next_checkpoint_takes_is_lost_now() {
        assertThat(after(60, second -> 0, second -> second * 1000, -944_112L).untilLost())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void a_slot_that_holds_nothing_has_no_forecast() {
        assertThat(WalForecast.of(slot(null, null), SlotHistory.EMPTY)).isNull();
    }
}
