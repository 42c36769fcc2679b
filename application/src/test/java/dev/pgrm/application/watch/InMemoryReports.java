package dev.pgrm.application.watch;

import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.domain.observation.Observation;
import java.util.List;

/** Publishes what whoever holds the lease reports. */
final class InMemoryReports implements Reports {
    private final InMemoryObservations observations;
    private final Leases leases;

    InMemoryReports(InMemoryObservations observations, Leases leases) {
        this.observations = observations;
        this.leases = leases;
    }

    @Override
    public Outcome publish(Observation observation, WorkerId by) {
        WorkerId holder = leases.holders(List.of(observation.serverId())).get(observation.serverId());
        if (holder == null) {
            return Outcome.LEASE_ENDED;
        }
        if (!holder.equals(by)) {
            return Outcome.LEASE_TAKEN;
        }
        observations.publish(observation);
        return Outcome.PUBLISHED;
    }
}
