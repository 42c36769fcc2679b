package dev.pgrm.domain.observation;

import org.jspecify.annotations.Nullable;

/**
 * How a subscription was made. What its version does not have yet is absent.
 *
 * @param owner the role as which changes are applied unless tables' owners are
 * @param origin {@code any} or {@code none}
 */
public record SubscriptionOptions(
        @Nullable String owner,
        @Nullable Boolean binary,
        @Nullable Streaming streaming,
        @Nullable TwoPhase twoPhase,
        @Nullable Boolean disableOnError,
        @Nullable Boolean passwordRequired,
        @Nullable Boolean runAsOwner,
        @Nullable String origin,
        @Nullable Boolean failover,
        @Nullable String synchronousCommit) {
    public static final SubscriptionOptions UNKNOWN =
            new SubscriptionOptions(null, null, null, null, null, null, null, null, null, null);

    /** What happens to large transactions before they are committed. */
    public enum Streaming {
        OFF,
        ON,
        PARALLEL
    }

    public enum TwoPhase {
        DISABLED,
        PENDING,
        ENABLED
    }
}
