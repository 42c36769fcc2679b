package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slots that may feed a logical stream, by name. */
final class FeedingSlots {
    private final Map<SlotName, List<Owned>> byName = new HashMap<>();

    /** A slot and the server that has it. */
    record Owned(Sighting server, Slot slot) {}

    FeedingSlots(List<Sighting> servers) {
        for (Sighting server : servers) {
            for (Slot slot : server.facts().slots()) {
                if (feeds(server, slot)) {
                    byName.computeIfAbsent(slot.name(), key -> new ArrayList<>())
                            .add(new Owned(server, slot));
                }
            }
        }
    }

    /** A copy of the primary's slot feeds nobody until its server is promoted, and stays marked as a copy even then. */
    static boolean feeds(Sighting server, Slot slot) {
        return slot.kind() == Slot.Kind.LOGICAL
                && !slot.temporary()
                && !(slot.synced() && server.facts().identity().inRecovery());
    }

    List<Owned> named(@Nullable SlotName name) {
        return name == null ? List.of() : byName.getOrDefault(name, List.of());
    }

    /** False where another instance with this system identifier has a slot of this name too. */
    boolean onlyOneOfItsFamily(Sighting server, Slot slot) {
        return inFamily(server, slot.name()) == 1;
    }

    /** Whether any instance with its system identifier has one. */
    boolean exist(Sighting server, SlotName name) {
        return inFamily(server, name) > 0;
    }

    private long inFamily(Sighting server, SlotName name) {
        return named(name).stream()
                .filter(owned -> owned.server().system().equals(server.system()))
                .count();
    }

    /** Whether a server that cannot be seen any more has handed this slot on to a standby that was promoted since. */
    boolean handedOn(Sighting server, Slot slot) {
        return server.stale()
                && named(slot.name()).stream()
                        .map(Owned::server)
                        .anyMatch(other -> !other.stale()
                                && other.system().equals(server.system())
                                && other.timeline() > server.timeline());
    }
}
