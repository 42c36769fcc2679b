package dev.pgrm.base;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.Registry;
import dev.pgrm.domain.database.DatabaseId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Whether the store answers now. The gate opens once; a store may be lost later, and whoever asks must not wait to hear it. */
@Singleton
final class StorePulse {
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final DatabaseId NONE = new DatabaseId(new UUID(0, 0));

    private final StoreGate gate;
    private final Registry registry;
    private final Recurrence feeling;
    private volatile boolean lost;

    StorePulse(StoreGate gate, Registry registry) {
        this.gate = gate;
        this.registry = registry;
        this.feeling = Recurrence.start("store", PACE, this::feel);
    }

    boolean beats() {
        return gate.isOpen() && !lost;
    }

    private void feel() {
        if (!gate.isOpen()) {
            return;
        }
        try {
            registry.find(NONE);
            lost = false;
        } catch (StoreUnavailable e) {
            lost = true;
            throw e;
        }
    }

    @PreDestroy
    void stop() {
        feeling.close();
    }
}
