package dev.pgrm.application.stream;

import dev.pgrm.domain.stream.SubscriptionId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Connections that are kept for as long as a test lasts. Nobody else changes them, so locking one is reading it. */
public final class InMemoryKeptConnections implements KeptConnections {
    private final Map<SubscriptionId, KeptConnection> kept = new ConcurrentHashMap<>();

    @Override
    public void keep(KeptConnection connection) {
        kept.put(connection.holder(), connection);
    }

    @Override
    public List<KeptConnection> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public @Nullable KeptConnection lock(SubscriptionId holder) {
        return kept.get(holder);
    }

    @Override
    public void forget(SubscriptionId holder) {
        kept.remove(holder);
    }
}
