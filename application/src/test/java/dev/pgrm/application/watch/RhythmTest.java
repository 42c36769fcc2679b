package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.domain.observation.Observation;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final Pace PACE = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(6));
    private static final Duration CLOSER = Duration.ofMillis(500);

    private final MovableClock clock = new MovableClock();
    private double chance = 1;
    private final Rhythm rhythm = new Rhythm(PACE, () -> chance);
    private @Nullable Observation before;

    /** The next poll saw this; time goes on until the one after it. */
    private Duration see(Observation now) {
        Duration next = rhythm.after(before, now, clock.nanos());
        before = now;
        clock.advance(next);
        return next;
    }

    /** How long the polls that see this come closely, up to two minutes. */
    private Duration closelyWhile(Observation now) {
        long begin = clock.nanos();
        while (see(now).equals(CLOSER)) {
            if (clock.nanos() - begin > Duration.ofMinutes(2).toNanos()) {
                break;
            }
        }
        return Duration.ofNanos(clock.nanos() - begin).minus(PACE.interval());
    }

    private void atRest() {
        see(Looks.healthy());
        see(Looks.healthy());
    }

    @Test
    void a_calm_server_is_polled_at_the_interval() {
        atRest();

        assertThat(IntStream.range(0, 20).mapToObj(_ -> see(Looks.healthy()))).containsOnly(PACE.interval());
    }

    @Test
    void the_first_pause_is_cut_at_random() {
        chance = 0;
        assertThat(see(Looks.healthy())).isEqualTo(PACE.interval().dividedBy(2));
        assertThat(see(Looks.healthy())).isEqualTo(PACE.interval());
    }

    @Test
    void a_stream_that_breaks_is_looked_at_closely_until_ten_seconds_after_it_mended() {
        atRest();
        for (int i = 0; i < 40; i++) {
            assertThat(see(Looks.broken())).isEqualTo(CLOSER);
        }

        assertThat(closelyWhile(Looks.healthy())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }

    @Test
    void what_stays_broken_is_usual_after_a_minute() {
        atRest();

        assertThat(closelyWhile(Looks.broken())).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        assertThat(see(Looks.broken())).isEqualTo(PACE.interval());
    }

    @Test
    void what_breaks_over_and_over_is_looked_at_closely_half_of_the_time_at_most() {
        atRest();
        long begin = clock.nanos();
        long closely = 0;
        for (int i = 0; i < 1000; i++) {
            Duration next = see(i % 3 == 0 ? Looks.broken() : Looks.healthy());
            closely += next.equals(CLOSER) ? next.toNanos() : 0;
        }

        assertThat(closely).isLessThanOrEqualTo((clock.nanos() - begin) * 11 / 20);
    }

    @Test
    void what_was_broken_when_the_watch_began_is_no_news() {
        see(Looks.broken());

        assertThat(see(Looks.broken())).isEqualTo(PACE.interval());
    }

    @Test
    void what_another_worker_saw_healthy_is_news_when_it_is_broken() {
        before = Looks.healthy();

        assertThat(see(Looks.broken())).isEqualTo(CLOSER);
    }

    @Test
    void what_mended_and_breaks_again_is_news_again() {
        see(Looks.broken());
        see(Looks.healthy());

        assertThat(see(Looks.broken())).isEqualTo(CLOSER);
    }

    @Test
    void a_server_that_began_anew_is_looked_at_closely_for_ten_seconds() {
        atRest();

        assertThat(closelyWhile(Looks.restarted())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }

    @Test
    void an_unreachable_server_is_first_tried_closely_and_then_at_doubling_pauses() {
        atRest();
        closelyWhile(Looks.unseen());
        chance = 0.5;

        assertThat(List.of(see(Looks.unseen()), see(Looks.unseen()), see(Looks.unseen())))
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void pauses_vary_by_a_fifth() {
        see(Looks.unseen());
        see(Looks.unseen());
        chance = 0;
        assertThat(see(Looks.unseen())).isEqualTo(Duration.ofSeconds(8));
        chance = 1;
        assertThat(see(Looks.unseen())).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void no_pause_is_so_long_that_the_server_would_count_as_not_watched() {
        for (long millis : new long[] {500, 1000, 5000, 30_000, 600_000}) {
            var pace = new Pace(Duration.ofMillis(millis), Duration.ofSeconds(6));

            assertThat(pace.backOff(50).multipliedBy(6).dividedBy(5)).isLessThan(pace.staleAfter());
        }
    }

    @Test
    void a_server_that_answers_again_is_polled_at_the_interval_or_closer_at_once() {
        atRest();
        closelyWhile(Looks.unseen());
        see(Looks.unseen());

        assertThat(see(Looks.healthy())).isLessThanOrEqualTo(PACE.interval());
    }
}
