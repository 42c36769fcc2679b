package dev.pgrm.aws;

import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * How often one call was tried, and what became of that. A call that was throttled until its time was over ends like one that
 * nobody answered; and after throttling the SDK itself holds calls back, some until their time is over, or nearly so.
 */
final class Attempts implements MetricPublisher {
    private final boolean afterThrottling;
    private boolean published;
    private boolean throttled;
    private int made;

    /** @param afterThrottling whether the call before this one was throttled */
    Attempts(boolean afterThrottling) {
        this.afterThrottling = afterThrottling;
    }

    @Override
    public void publish(MetricCollection call) {
        published = true;

        call.children().forEach(attempt -> {
            made++;
            throttled |= attempt.metricValues(CoreMetric.ERROR_TYPE).contains("Throttling");
        });
    }

    /** For certain, other than {@link #mayHaveBeenThrottled}. */
    boolean wereThrottled() {
        return throttled || (published && made == 0);
    }

    boolean mayHaveBeenThrottled() {
        return afterThrottling || wereThrottled();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
