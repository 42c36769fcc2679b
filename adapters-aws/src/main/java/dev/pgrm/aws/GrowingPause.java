package dev.pgrm.aws;

import java.time.Duration;

/** A time to wait that doubles each time, up to a longest one, until it is reset. */
final class GrowingPause {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    GrowingPause(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return now;
    }

    void reset() {
        next = first;
    }
}
