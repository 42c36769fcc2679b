package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a source writes, polled every five seconds. */
class LagProperties {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration POLL = Duration.ofSeconds(5);

    private static Instant at(int poll) {
        return NOON.plus(POLL.multipliedBy(poll));
    }

    private static WalHistory written(List<Integer> written) {
        WalHistory history = WalHistory.EMPTY;
        long end = 1000;
        for (int poll = 0; poll < written.size(); poll++) {
            end += written.get(poll);
            history = history.with(at(poll), new Lsn(end));
        }
        return history;
    }

    private static Lag lag(Lsn reached, WalHistory history, Instant now) {
        return Lag.between(reached, history.samples().getLast().end(), history, now, null);
    }

    @Property(tries = 200)
    void a_target_that_has_everything_stays_at_zero_however_long_the_source_idles(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 9_000) Integer> written,
            @ForAll @IntRange(min = 0, max = 1_000) int idlePolls) {
        WalHistory history = written(written);
        Lsn end = history.samples().getLast().end();
        for (int poll = written.size(); poll < written.size() + idlePolls; poll++) {
            history = history.with(at(poll), end);
        }

        assertThat(lag(end, history, at(written.size() + idlePolls)))
                .isEqualTo(Lag.between(end, end, history, NOON, null));
        assertThat(lag(end, history, at(written.size() + idlePolls)).time()).isEqualTo(Duration.ZERO);
    }

    @Property(tries = 200)
    void a_cut_link_lags_by_as_long_as_the_first_change_it_lacks_is_old(
            @ForAll @Size(min = 2, max = 300) List<@IntRange(min = 0, max = 9_000) Integer> written,
            @ForAll @IntRange(min = 1, max = 300) int cut,
            @ForAll @IntRange(min = 0, max = 100) int later) {
        int last = written.size() - 1;
        int at = Math.min(cut, last) - 1;
        long reached = 1000
                + written.subList(0, at + 1).stream()
                        .mapToLong(Integer::longValue)
                        .sum();
        WalHistory history = written(written);
        int first = at + 1;
        while (first <= last && written.get(first) == 0) {
            first++;
        }
        Lag lag = lag(new Lsn(reached), history, at(last + later));
        if (first > last) {
            assertThat(lag.time()).isEqualTo(Duration.ZERO);
            return;
        }
        Duration told = Objects.requireNonNull(lag.time());
        Duration age = Duration.between(at(first), at(last + later));
        // It was written within the poll interval before; of what is long ago fewer samples are kept, with straight
        // lines between.
        assertThat(told)
                .isBetween(
                        age.minus(age.dividedBy(8)),
                        age.plus(POLL.multipliedBy(2)).plus(age.dividedBy(8)));
    }

    @Property(tries = 200)
    void the_lag_of_a_target_that_stands_still_never_falls(
            @ForAll @Size(min = 2, max = 200) List<@IntRange(min = 1, max = 9_000) Integer> written) {
        WalHistory history = WalHistory.EMPTY.with(NOON, new Lsn(1000));
        long end = 1000;
        Duration before = Duration.ZERO;
        for (int poll = 1; poll <= written.size(); poll++) {
            end += written.get(poll - 1);
            history = history.with(at(poll), new Lsn(end));
            Duration now =
                    Objects.requireNonNull(lag(new Lsn(1000), history, at(poll)).time());
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }
}
