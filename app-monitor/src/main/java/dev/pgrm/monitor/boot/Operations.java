package dev.pgrm.monitor.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Performing;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;

/** Takes up operations when it rings, and looks by itself in case a ring was lost or another worker died. */
@Context
final class Operations {
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final Performing performing;
    private final Recurrence turns;

    Operations(StoreGate store, Performing performing, Doorbell doorbell) {
        this.performing = performing;
        this.turns = Recurrence.start("operations", LOOK, () -> {
            if (store.isOpen()) {
                performing.takeTurn();
            }
        });
        doorbell.onRing(turns::nudge);
    }

    @PreDestroy
    void stop() {
        turns.close();
        performing.close();
    }
}
