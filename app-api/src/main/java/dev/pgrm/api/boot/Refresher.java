package dev.pgrm.api.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.topology.LiveTopology;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the topology up to date: at once when news arrive, and in any case often enough to notice that none arrive. News that
 * come in a burst are shown together.
 */
@Context
final class Refresher {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final long SHORTEST_BURST = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_BURST = TimeUnit.MILLISECONDS.toNanos(80);
    private static final int DONE = 100;
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(30);

    private final Recurrence refreshing;
    private final Recurrence lookingAnyway;

    /** For the thread that refreshes. */
    private long burst = SHORTEST_BURST;

    Refresher(
            LiveTopology topology,
            StoreGate store,
            LiveObservations observations,
            RegistryEvents events,
            Progress operations) {
        refreshing = Recurrence.start("topology", PACE, () -> {
            if (store.tryToOpen()) {
                LockSupport.parkNanos(burst);
                refresh(topology);
            }
        });
        // Events may get lost, and they carry no truth: whoever missed one is right again before long.
        lookingAnyway = Recurrence.start("registry", LOOK_ANYWAY, () -> {
            topology.registryMayHaveChanged();
            topology.observationsMayBeMissing();
        });
        observations.subscribe(
                observation -> {
                    topology.observe(observation);
                    refreshing.nudge();
                },
                () -> {
                    topology.observationsMayBeMissing();
                    refreshing.nudge();
                });
        events.onRegistryChanged(() -> {
            topology.registryMayHaveChanged();
            refreshing.nudge();
        });
        // A stream that was made or adopted is managed from then on.
        operations.listen(
                report -> {
                    if (report.percent() == DONE) {
                        topology.registryMayHaveChanged();
                        refreshing.nudge();
                    }
                },
                topology::registryMayHaveChanged);
    }

    /** The longer it takes, the more news are waited for: a large fleet, whose news never end, must not keep a core busy. */
    private void refresh(LiveTopology topology) {
        long begin = System.nanoTime();
        topology.refresh();
        burst = Math.clamp(2 * (System.nanoTime() - begin), SHORTEST_BURST, LONGEST_BURST);
    }

    @PreDestroy
    void stop() {
        refreshing.close();
        lookingAnyway.close();
    }
}
