package dev.pgrm.api.topology;

import dev.pgrm.application.topology.LayoutStore;
import dev.pgrm.application.topology.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

class RememberedLayouts implements LayoutStore {
    private final Map<String, Map<UUID, List<Position>>> kept = new ConcurrentHashMap<>();

    @Override
    public @Nullable Map<UUID, List<Position>> find(String fingerprint) {
        return kept.get(fingerprint);
    }

    @Override
    public void keep(String fingerprint, Map<UUID, List<Position>> places, Instant now) {
        kept.putIfAbsent(fingerprint, places);
    }
}
