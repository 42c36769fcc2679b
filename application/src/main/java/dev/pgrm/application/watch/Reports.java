package dev.pgrm.application.watch;

import dev.pgrm.domain.observation.Observation;

/** Where workers publish what they saw. Whether the lease is theirs is looked at in the same step, so that nobody speaks who lost it. */
public interface Reports {
    Outcome publish(Observation observation, WorkerId by);

    /** What became of it. */
    enum Outcome {
        PUBLISHED,
        /** Nobody holds the lease, so that it may be taken again. Nothing was published. */
        LEASE_ENDED,
        /** Another worker speaks for this server. Nothing was published. */
        LEASE_TAKEN
    }
}
