package dev.pgrm.api.topology;

import dev.pgrm.api.topology.MapLayout.Drawn;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.topology.LayoutStore;
import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.topology.Topology;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes a layout when the structure changes, and keeps it: in memory for the next refresh, in the store for other processes
 * and the next start.
 */
@Singleton
final class KeptLayout {
    private static final Logger log = LoggerFactory.getLogger(KeptLayout.class);

    private final LayoutStore store;
    private final Clock clock;

    /** With more streams a picture takes seconds, for which the map does not stand still. */
    private static final int AT_ONCE = 250;

    private final Object whole = new Object();

    private String fingerprint = "";
    private Map<UUID, List<Position>> places = Map.of();
    /** Whether a thread of its own is at work on a picture. */
    private boolean drawing;

    KeptLayout(LayoutStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Of many streams at first the picture that there was, with what is new below it; a later call has the whole. */
    synchronized Drawn of(Topology topology) {
        String wanted = fingerprint(topology);
        if (wanted.equals(fingerprint)) {
            return MapLayout.of(topology, places);
        }
        if (topology.streams().size() <= AT_ONCE) {
            return whole(topology, wanted);
        }
        if (!drawing) {
            Map<UUID, List<Position>> kept = kept(wanted);
            if (kept != null) {
                places = kept;
                fingerprint = wanted;
                return MapLayout.of(topology, kept);
            }
            drawing = true;
            Thread.ofPlatform().daemon().name("layout").start(() -> draw(topology, wanted));
        }
        return MapLayout.of(topology, MapLayout.withTheRestBelow(topology, places));
    }

    /** However long it takes; whoever wants the same meanwhile waits for it. */
    Drawn whole(Topology topology) {
        String wanted = fingerprint(topology);
        synchronized (whole) {
            synchronized (this) {
                if (wanted.equals(fingerprint)) {
                    return MapLayout.of(topology, places);
                }
            }
            return whole(topology, wanted);
        }
    }

    private void draw(Topology topology, String wanted) {
        try {
            whole(topology, wanted);
        } finally {
            synchronized (this) {
                drawing = false;
            }
        }
    }

    private Drawn whole(Topology topology, String wanted) {
        Map<UUID, List<Position>> found = placesFor(topology, wanted);
        synchronized (this) {
            places = found;
            fingerprint = wanted;
        }
        return MapLayout.of(topology, found);
    }

    private Map<UUID, List<Position>> placesFor(Topology topology, String wanted) {
        Map<UUID, List<Position>> kept = kept(wanted);
        if (kept != null) {
            return kept;
        }
        Map<UUID, List<Position>> computed = computed(topology);
        try {
            store.keep(wanted, computed, clock.instant());
        } catch (StoreUnavailable e) {
            // The picture can do without being kept.
            return computed;
        }
        return computed;
    }

    private @Nullable Map<UUID, List<Position>> kept(String wanted) {
        try {
            return store.find(wanted);
        } catch (StoreUnavailable e) {
            // It is drawn anew.
            return null;
        }
    }

    /** A plain picture is better than a map that stands still. */
    private static Map<UUID, List<Position>> computed(Topology topology) {
        try {
            return LayeredLayout.compute(topology);
        } catch (RuntimeException e) {
            log.error(
                    "The layout of {} servers failed; they are drawn in one column",
                    topology.servers().size(),
                    e);
            return MapLayout.inOneColumn(topology);
        }
    }

    /** Of all that the layout depends on: which servers with which rows, and what leads where. */
    static String fingerprint(Topology topology) {
        var structure = new StringBuilder();
        topology.servers().forEach(server -> structure.append(server.id()).append(server.nodeIds()));
        topology.streams()
                .forEach(stream -> structure
                        .append(stream.id())
                        .append(stream.type())
                        .append(stream.sourceServer())
                        .append(stream.sourceNode())
                        .append(stream.targetServer())
                        .append(stream.targetNode()));
        return UUID.nameUUIDFromBytes(structure.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
