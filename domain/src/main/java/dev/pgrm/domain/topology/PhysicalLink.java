package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A standby and what it follows; at least one is registered, or joined by others to one that is.
 *
 * @param rds where RDS keeps it going
 */
record PhysicalLink(
        Set<Evidence> evidence,
        Match match,
        Upstream upstream,
        Downstream downstream,
        @Nullable ByRds rds) {

    PhysicalLink(Set<Evidence> evidence, Match match, Upstream upstream, Downstream downstream) {
        this(evidence, match, upstream, downstream, null);
    }

    /**
     * What RDS says of a replica.
     *
     * @param shared it reads the storage of its source, and no changes are sent to it
     */
    record ByRds(RdsMember replica, boolean shared) {}

    sealed interface Upstream {}

    /** A registered server, with its sender and slot for this standby while it has them. */
    record Known(
            Sighting server,
            @Nullable Sender sender,
            @Nullable Slot slot) implements Upstream {}

    record UnregisteredUpstream(Endpoint endpoint) implements Upstream {}

    sealed interface Downstream {}

    record Standby(Sighting server) implements Downstream {}

    /** Known only from the sender that serves it. */
    record UnregisteredStandby(@Nullable String address, String applicationName) implements Downstream {}

    /** Known from RDS alone. */
    record UnregisteredRds(RdsMember member) implements Upstream, Downstream {}

    boolean stale() {
        return (upstream instanceof Known known && known.server().stale())
                || (downstream instanceof Standby standby && standby.server().stale());
    }

    Evidence mainEvidence() {
        return Objects.requireNonNull(evidence.iterator().next());
    }
}
