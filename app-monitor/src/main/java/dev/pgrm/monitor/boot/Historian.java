package dev.pgrm.monitor.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.aws.LookingForReplicas;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.history.Chronicle;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.Watching.Pace;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;

/** Keeps the history, as far as this worker is the one that writes it. */
@Context
final class Historian {
    private static final Duration TENDING = Duration.ofMinutes(1);
    private static final Duration REPLICAS = Duration.ofSeconds(5);

    private final Chronicle chronicle;
    private final Recurrence writing;
    private final Recurrence tending;
    private final Recurrence replicas;

    Historian(
            StoreGate store,
            Chronicle chronicle,
            LiveTopology topology,
            RegistryEvents events,
            Leases leases,
            Questions questions,
            Clock clock,
            Pace pace) {
        this.chronicle = chronicle;
        // Looking at the clock more often than writing keeps pages close to the moment that they bear.
        this.writing = Recurrence.start("history", pace.interval().dividedBy(5), () -> {
            if (store.isOpen()) {
                chronicle.takeTurn();
            }
        });
        this.tending = Recurrence.start("tending history", TENDING, () -> {
            if (store.isOpen()) {
                chronicle.tend();
            }
        });
        var looking = new LookingForReplicas(topology, new AskWorker(leases, questions), clock);
        this.replicas = Recurrence.start("replicas of RDS", REPLICAS, () -> {
            if (chronicle.holding()) {
                looking.takeTurn();
            }
        });
        events.onRegistryChanged(topology::registryMayHaveChanged);
    }

    @PreDestroy
    void stop() {
        writing.close();
        tending.close();
        replicas.close();
        chronicle.close();
    }
}
