package dev.pgrm.application.topology;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps computed layouts, so that the map looks the same in every process and after every restart. */
public interface LayoutStore {
    /**
     * Finds where everything was drawn: the corner of each server, and all points of each stream's route.
     *
     * @param fingerprint of all that the layout depends on
     */
    @Nullable
    Map<UUID, List<Position>> find(String fingerprint);

    /** Keeps a layout, unless another process kept one first, which then stays. Layouts of long ago may be forgotten. */
    void keep(String fingerprint, Map<UUID, List<Position>> places, Instant now);
}
