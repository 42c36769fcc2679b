package dev.pgrm.api.history;

import static dev.pgrm.api.history.Figures.whole;

import dev.pgrm.api.history.Figures.WholeBody;
import dev.pgrm.domain.history.Buckets;
import dev.pgrm.domain.history.Buckets.Bucket;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The course of a slot. Times of which nothing is known have no bucket. */
@Serdeable
record SlotMetricsBody(Instant from, Instant to, double bucketSeconds, List<BucketBody> buckets) {
    static final Set<Measure> MEASURES = EnumSet.of(
            Measure.SLOT_ACTIVE,
            Measure.SLOT_RETAINED_BYTES,
            Measure.SLOT_SAFE_BYTES,
            Measure.SLOT_LAG_BYTES,
            Measure.SLOT_XMIN_AGE,
            Measure.SLOT_CATALOG_XMIN_AGE,
            Measure.SLOT_SPILL_BYTES,
            Measure.SLOT_DECODED_BYTES);

    /**
     * One piece of it.
     *
     * @param activeShare in which part of that time it was in use, from 0 to 1
     */
    @Serdeable
    record BucketBody(
            Instant at,
            @Nullable Double activeShare,
            @Nullable WholeBody retainedWalBytes,
            @Nullable WholeBody safeBytes,
            @Nullable WholeBody lagBytes,
            @Nullable WholeBody xminAge,
            @Nullable WholeBody catalogXminAge,
            @Nullable WholeBody spillBytes,
            @Nullable WholeBody decodedBytes) {
        static BucketBody of(Bucket bucket) {
            Spread active = bucket.figures().get(Measure.SLOT_ACTIVE);
            return new BucketBody(
                    bucket.at(),
                    active == null ? null : active.mean(),
                    whole(bucket, Measure.SLOT_RETAINED_BYTES),
                    whole(bucket, Measure.SLOT_SAFE_BYTES),
                    whole(bucket, Measure.SLOT_LAG_BYTES),
                    whole(bucket, Measure.SLOT_XMIN_AGE),
                    whole(bucket, Measure.SLOT_CATALOG_XMIN_AGE),
                    whole(bucket, Measure.SLOT_SPILL_BYTES),
                    whole(bucket, Measure.SLOT_DECODED_BYTES));
        }
    }

    static SlotMetricsBody of(Buckets buckets, Instant to) {
        return new SlotMetricsBody(
                buckets.from(),
                to,
                buckets.width().toMillis() / 1000.0,
                buckets.filled().stream().map(BucketBody::of).toList());
    }
}
