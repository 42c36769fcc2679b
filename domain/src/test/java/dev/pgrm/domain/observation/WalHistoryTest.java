package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.WalHistory.Sample;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WalHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Instant at(double seconds) {
        return NOON.plusMillis((long) (seconds * 1000));
    }

    private static WalHistory history(double... secondsAndEnds) {
        WalHistory history = WalHistory.EMPTY;
        for (int i = 0; i < secondsAndEnds.length; i += 2) {
            history = history.with(at(secondsAndEnds[i]), new Lsn((long) secondsAndEnds[i + 1]));
        }
        return history;
    }

    @Test
    void a_day_of_polls_twice_a_second_fits_into_a_few_hundred_samples() {
        WalHistory history = WalHistory.EMPTY;
        int most = 0;
        Lsn cut = new Lsn(50_000);
        Duration before = Duration.ZERO;
        for (int poll = 0; poll < 2 * 86_400; poll++) {
            history = history.with(at(poll / 2.0), new Lsn(poll * 100L));
            most = Math.max(most, history.samples().size());
            if (poll % 997 == 0 && poll > 1000) {
                Duration age = history.age(cut, at(poll / 2.0));
                assertThat(age).isGreaterThan(before);
                Duration truth = Duration.ofMillis((poll - 500L) * 500);
                assertThat(age)
                        .isBetween(
                                truth.multipliedBy(9).dividedBy(10),
                                truth.multipliedBy(11).dividedBy(10));
                before = age;
            }
        }
        assertThat(most).isLessThan(400);
        assertThat(history.samples()).isSortedAccordingTo((a, b) -> a.end().compareTo(b.end()));
        assertThat(history.samples()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void an_age_lies_between_the_samples_around_it() {
        assertThat(history(0, 0, 10, 1000).age(new Lsn(500), at(20))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void later_positions_are_never_older() {
        WalHistory history = history(0, 100, 3, 100, 5, 800, 9, 801, 20, 5000);
        Duration before = history.age(new Lsn(0), at(30));
        for (int position = 1; position <= 5000; position++) {
            Duration age = history.age(new Lsn(position), at(30));
            assertThat(age).isLessThanOrEqualTo(before);
            before = age;
        }
    }

    @Test
    void whoever_has_everything_of_an_idle_primary_is_not_behind() {
        assertThat(history(0, 100, 3600, 100).age(new Lsn(100), at(7200))).isEqualTo(Duration.ZERO);
    }

    @Test
    void what_is_older_than_all_samples_is_at_least_as_old_as_the_oldest() {
        assertThat(history(0, 100, 10, 200).age(new Lsn(50), at(30))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_position_that_falls_begins_another_history() {
        assertThat(history(0, 100, 10, 200, 20, 150).samples()).containsExactly(new Sample(at(20), new Lsn(150)));
    }

    @Test
    void a_clock_that_goes_back_never_makes_an_age_negative() {
        WalHistory history = history(0, 100, 100, 200, 50, 300);

        assertThat(history.samples()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(history.age(new Lsn(250), at(10))).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_rate_needs_two_samples() {
        assertThat(history(0, 100).bytesPerSecond(Duration.ofMinutes(1))).isNull();
        assertThat(history(0, 0, 10, 1000).bytesPerSecond(Duration.ofMinutes(1)))
                .isEqualTo(100.0);
    }
}
