package dev.pgrm.api.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.aws.LookingForReplicas;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.topology.LiveTopology;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;

/** Keeps the map up to date on what RDS replicates by itself. */
@Context
final class ReplicasOfRds {
    /** Whether it is time to ask is looked at more often than it is asked. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Recurrence looking;

    ReplicasOfRds(LiveTopology topology, AskWorker workers, Clock clock) {
        var replicas = new LookingForReplicas(topology, workers, clock);
        looking = Recurrence.start("replicas of RDS", PACE, replicas::takeTurn);
    }

    @PreDestroy
    void stop() {
        looking.close();
    }
}
