package dev.pgrm.domain.whatif;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What might happen to a server. */
public sealed interface Event {
    /** It is stopped in good order and started again at once. */
    record Restart() implements Event {}

    /**
     * It is gone for good, and a standby takes over.
     *
     * @param standby the server that does; the best one when nobody says
     */
    record Failover(@Nullable UUID standby) implements Event {}

    /** It is stopped in good order, and comes back after this time. */
    record Downtime(Duration length) implements Event {
        public Downtime {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("A downtime lasts");
            }
        }
    }
}
