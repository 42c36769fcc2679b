package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.whatif.Effect;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server and the streams that begin or end there.
 *
 * @param sighting none of a server that nobody registered
 */
record Surroundings(
        Chart chart, UUID id, String name, @Nullable Sighting sighting) {
    List<Logical> feeds() {
        return chart.logical.stream()
                .filter(each -> each.stream().sourceServer().equals(id))
                .toList();
    }

    List<Logical> reads() {
        return chart.logical.stream()
                .filter(each -> each.stream().targetServer().equals(id))
                .toList();
    }

    List<Physical> standbys() {
        return chart.physical.stream()
                .filter(each -> each.stream().sourceServer().equals(id))
                .toList();
    }

    List<Physical> follows() {
        return chart.physical.stream()
                .filter(each -> each.stream().targetServer().equals(id))
                .toList();
    }

    /** Empty while nobody has seen what it holds. */
    List<Slot> slots() {
        return seen() ? sightingSeen().facts().slots() : List.of();
    }

    boolean seen() {
        return sighting != null && sighting.seen() != null;
    }

    private Sighting sightingSeen() {
        if (sighting == null) {
            throw new IllegalStateException(name + " is not registered");
        }
        return sighting;
    }

    @Nullable
    String setting(String setting) {
        return seen() ? sightingSeen().facts().settings().get(setting) : null;
    }

    /** Who keeps the server, unless people do or nobody has seen it. */
    @Nullable
    ManagedBy managedBy() {
        return seen() ? sightingSeen().facts().identity().managedBy() : null;
    }

    /** The effect on a slot here, and on the stream that it feeds. */
    Effect about(Effect effect, Slot slot) {
        StreamId stream = feeds().stream()
                .filter(each -> slot.name().equals(each.stream().slot()))
                .map(each -> each.stream().id())
                .findFirst()
                .orElse(null);
        Effect onSlot = effect.on(id, slot.name());
        return stream == null ? onSlot : onSlot.on(stream);
    }
}
