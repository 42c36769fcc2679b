package dev.pgrm.api.history;

import static dev.pgrm.api.history.Figures.thousandths;
import static dev.pgrm.api.history.Figures.whole;

import dev.pgrm.api.history.Figures.FractionBody;
import dev.pgrm.api.history.Figures.WholeBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.health.Thresholds;
import dev.pgrm.domain.history.Buckets;
import dev.pgrm.domain.history.Buckets.Bucket;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Statuses;
import dev.pgrm.domain.stream.Stream.Status;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The course of a stream. Times of which nothing is known have no bucket. */
@Serdeable
record StreamMetricsBody(
        Instant from, Instant to, double bucketSeconds, ThresholdsBody thresholds, List<BucketBody> buckets) {
    static final Set<Measure> MEASURES = EnumSet.of(
            Measure.STATUS,
            Measure.STALE,
            Measure.LAG_BYTES,
            Measure.LAG_MILLIS,
            Measure.RETAINED_BYTES,
            Measure.SAFE_BYTES,
            Measure.BACKFILL_MILLIPERCENT,
            Measure.BACKFILL_BYTES,
            Measure.APPLY_ERRORS,
            Measure.SYNC_ERRORS,
            Measure.CONFLICTS);

    /**
     * From when on is warned.
     *
     * @param lagSeconds together with lagBytes: one alone is no trouble
     * @param retainedWalBytesAtRest of a slot that does not move
     */
    @Serdeable
    record ThresholdsBody(double lagSeconds, long lagBytes, long retainedWalBytes, long retainedWalBytesAtRest) {
        static final ThresholdsBody ALL = new ThresholdsBody(
                Thresholds.LATE.toSeconds(),
                Thresholds.LAG.count(),
                Thresholds.RETAINED.count(),
                Thresholds.RETAINED_AT_REST.count());
    }

    /**
     * One piece of it.
     *
     * @param status the worst of that time
     * @param stale whether an end could not be reached at some time of it
     */
    @Serdeable
    record BucketBody(
            Instant at,
            @Nullable String status,
            boolean stale,
            @Nullable WholeBody lagBytes,
            @Nullable FractionBody lagSeconds,
            @Nullable WholeBody retainedWalBytes,
            @Nullable WholeBody safeBytes,
            @Nullable FractionBody backfillPercent,
            @Nullable WholeBody backfillBytes,
            @Nullable WholeBody applyErrors,
            @Nullable WholeBody syncErrors,
            @Nullable WholeBody conflicts) {
        static BucketBody of(Bucket bucket) {
            Spread stale = bucket.figures().get(Measure.STALE);
            return new BucketBody(
                    bucket.at(),
                    status(bucket.figures().get(Measure.STATUS)),
                    stale != null && stale.max() > 0,
                    whole(bucket, Measure.LAG_BYTES),
                    thousandths(bucket, Measure.LAG_MILLIS),
                    whole(bucket, Measure.RETAINED_BYTES),
                    whole(bucket, Measure.SAFE_BYTES),
                    thousandths(bucket, Measure.BACKFILL_MILLIPERCENT),
                    whole(bucket, Measure.BACKFILL_BYTES),
                    whole(bucket, Measure.APPLY_ERRORS),
                    whole(bucket, Measure.SYNC_ERRORS),
                    whole(bucket, Measure.CONFLICTS));
        }

        private static @Nullable String status(@Nullable Spread spread) {
            Status worst = spread == null ? null : Statuses.numbered(spread.max());
            return worst == null ? null : Words.of(worst);
        }
    }

    static StreamMetricsBody of(Buckets buckets, Instant to) {
        return new StreamMetricsBody(
                buckets.from(),
                to,
                buckets.width().toMillis() / 1000.0,
                ThresholdsBody.ALL,
                buckets.filled().stream().map(BucketBody::of).toList());
    }
}
