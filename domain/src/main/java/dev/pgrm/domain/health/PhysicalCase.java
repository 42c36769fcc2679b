package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A physical stream to be judged: the facts of both ends, as far as they are being seen.
 *
 * @param upstream none while it cannot be seen, or is not registered
 * @param standby none while it cannot be seen, or is not registered
 * @param connected whether one end shows that changes flow
 * @param expected whether a connection would be seen if there were one
 * @param unavailable what its keeper says that it is, when that is not available
 */
public record PhysicalCase(
        @Nullable Upstream upstream,
        @Nullable Standby standby,
        @Nullable Trouble upstreamGone,
        @Nullable Trouble standbyGone,
        boolean connected,
        boolean expected,
        @Nullable String unavailable,
        Measures measures) {
    public record Upstream(
            String name,
            Seen seen,
            @Nullable Sender sender,
            @Nullable Slot slot) {}

    public record Standby(String name, Seen seen) {}

    public List<Diagnosis> diagnoses() {
        var found = new ArrayList<Diagnosis>();
        PhysicalChecks.look(this, found::add);
        return List.copyOf(found);
    }
}
