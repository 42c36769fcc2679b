package dev.pgrm.domain.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.domain.history.Buckets.Bucket;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Property
    void there_are_never_more_than_wished_for_and_none_is_narrower_than_may_be(
            @ForAll @LongRange(min = 0, max = 4_000_000) long offset,
            @ForAll @LongRange(min = 1, max = 400L * 24 * 3_600_000) long length,
            @ForAll @IntRange(min = 1, max = 2_000) int points,
            @ForAll Grain grain) {
        Instant from = NOON.plusMillis(offset);
        Instant to = from.plusMillis(length);

        Buckets buckets = Buckets.between(from, to, points, grain.width());

        long span = Duration.between(buckets.from(), to).toMillis();
        assertThat(Math.ceilDiv(span, buckets.width().toMillis())).isLessThanOrEqualTo(points);
        assertThat(buckets.width()).isGreaterThanOrEqualTo(grain.width());
        assertThat(buckets.from()).isBeforeOrEqualTo(from).isEqualTo(grain.floor(buckets.from()));
        buckets.add(to.toEpochMilli() - 1, Measure.LAG_BYTES, Spread.of(1));
        assertThat(buckets.filled()).hasSize(1);
    }

    @Test
    void a_gap_stays_a_gap() {
        Buckets buckets = Buckets.between(NOON, NOON.plusSeconds(300), 5, Duration.ofSeconds(5));
        buckets.add(NOON.toEpochMilli(), Measure.LAG_BYTES, Spread.of(1));
        buckets.add(NOON.plusSeconds(5).toEpochMilli(), Measure.LAG_BYTES, Spread.of(3));
        buckets.add(NOON.plusSeconds(180).toEpochMilli(), Measure.STATUS, Spread.of(0));
        buckets.add(NOON.plusSeconds(300).toEpochMilli(), Measure.STATUS, Spread.of(0));
        buckets.add(NOON.minusSeconds(1).toEpochMilli(), Measure.STATUS, Spread.of(0));

        assertThat(buckets.filled()).extracting(Bucket::at).containsExactly(NOON, NOON.plusSeconds(180));
        assertThat(buckets.filled().getFirst().figures())
                .containsOnlyKeys(Measure.LAG_BYTES)
                .containsEntry(Measure.LAG_BYTES, new Spread(1, 3, 3, 2, 2));
    }

    @Test
    void nothing_cannot_be_divided() {
        assertThatIllegalArgumentException().isThrownBy(() -> Buckets.between(NOON, NOON, 5, Duration.ofSeconds(5)));
    }

    @Test
    void numbers_and_columns_of_measures_are_their_own() {
        assertThat(Measure.values()).extracting(Measure::number).doesNotHaveDuplicates();
        for (Subject subject : Subject.values()) {
            assertThat(subject.measures()).extracting(Measure::column).doesNotHaveDuplicates();
        }
        assertThat(Measure.numbered(Measure.SLOT_SPILLED.number())).isEqualTo(Measure.SLOT_SPILLED);
        assertThat(Measure.numbered(0)).isNull();
    }
}
