package dev.pgrm.domain.observation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription counted since its statistics began. Every attempt counts, so that what they sum up to says little and how
 * fast they rise much.
 *
 * @param applyErrors and {@code syncErrors}: unknown before PostgreSQL 15
 * @param conflicts by kind, as in {@code insert_exists}; none before PostgreSQL 18
 */
public record SubscriptionCounters(
        @Nullable Long applyErrors,
        @Nullable Long syncErrors,
        Map<String, Long> conflicts,
        @Nullable Instant resetAt) {
    public static final SubscriptionCounters UNKNOWN = new SubscriptionCounters(null, null, Map.of(), null);

    public SubscriptionCounters {
        conflicts = Map.copyOf(conflicts);
    }
}
