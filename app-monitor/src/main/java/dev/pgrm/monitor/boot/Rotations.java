package dev.pgrm.monitor.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.history.Chronicle;
import dev.pgrm.application.stream.FollowingRotations;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;

/** Follows rotations of replication secrets, while this worker is the one that writes the history: it has the map at hand. */
@Context
final class Rotations {
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final Recurrence turns;

    Rotations(StoreGate store, Chronicle chronicle, FollowingRotations following) {
        this.turns = Recurrence.start("rotations", LOOK, () -> {
            if (store.isOpen() && chronicle.holding()) {
                following.takeTurn();
            }
        });
    }

    @PreDestroy
    void stop() {
        turns.close();
    }
}
