package dev.pgrm.api.history;

import dev.pgrm.domain.history.Buckets.Bucket;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Figures of a bucket; nothing where none is known. */
final class Figures {
    private Figures() {}

    @Serdeable
    record WholeBody(long min, long max, long avg) {}

    @Serdeable
    record FractionBody(double min, double max, double avg) {}

    static @Nullable WholeBody whole(Bucket bucket, Measure measure) {
        Spread spread = bucket.figures().get(measure);
        return spread == null ? null : new WholeBody(spread.min(), spread.max(), Math.round(spread.mean()));
    }

    /** Of what is kept in thousandths. */
    static @Nullable FractionBody thousandths(Bucket bucket, Measure measure) {
        Spread spread = bucket.figures().get(measure);
        return spread == null
                ? null
                : new FractionBody(spread.min() / 1000.0, spread.max() / 1000.0, Math.round(spread.mean()) / 1000.0);
    }
}
