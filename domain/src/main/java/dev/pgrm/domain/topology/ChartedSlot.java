package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Subscribers.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot, where it is, and what becomes of it.
 *
 * @param stale its server cannot be seen at present
 * @param stream that it feeds, if any is known
 * @param forecast where the WAL that it holds back is heading
 * @param orphaned whether it holds WAL back for nobody that is known: passing slots come and go by themselves, and a standby keeps
 *     its copies for the day on which it is promoted
 */
public record ChartedSlot(
        UUID server,
        String serverName,
        boolean stale,
        Slot slot,
        @Nullable Stream stream,
        @Nullable Bytes retained,
        @Nullable WalForecast forecast,
        boolean orphaned) {
    private record Key(UUID server, SlotName slot) {}

    static List<ChartedSlot> all(Chart chart) {
        Map<Key, Stream> feeding = new HashMap<>();
        chart.logical.forEach(each -> {
            if (each.link().source() instanceof Publisher publisher && publisher.slot() != null) {
                feeding.put(keyOf(publisher.server(), publisher.slot()), each.stream());
            }
        });
        chart.physical.forEach(each -> {
            if (each.link().upstream() instanceof Known known && known.slot() != null) {
                feeding.put(keyOf(known.server(), known.slot()), each.stream());
            }
        });
        List<Reader> readers = Subscribers.of(chart.links.sightings);
        var slots = new ArrayList<ChartedSlot>();
        chart.links
                .sightings
                .instances()
                .forEach(server -> server.facts()
                        .slots()
                        .forEach(
                                slot -> slots.add(of(chart, server, slot, feeding.get(keyOf(server, slot)), readers))));
        slots.sort(Comparator.comparing(ChartedSlot::serverName)
                .thenComparing(ChartedSlot::server)
                .thenComparing(each -> each.slot().name().value()));
        return List.copyOf(slots);
    }

    private static Key keyOf(Sighting server, Slot slot) {
        return new Key(server.id().value(), slot.name());
    }

    private static ChartedSlot of(
            Chart chart, Sighting server, Slot slot, @Nullable Stream stream, List<Reader> readers) {
        UUID id = server.id().value();
        Seen seen = server.seen();
        return new ChartedSlot(
                id,
                chart.nameOf(id),
                server.stale(),
                slot,
                stream,
                slot.restart() == null || seen == null
                        ? null
                        : slot.restart().behind(seen.server().wal().current()),
                seen == null ? null : WalForecast.of(slot, seen.slotHistory()),
                stream == null && orphaned(server, slot, readers));
    }

    private static boolean orphaned(Sighting server, Slot slot, List<Reader> readers) {
        boolean copy = slot.synced() && server.facts().identity().inRecovery();
        return !slot.active()
                && !slot.temporary()
                && !copy
                && !(slot.copiesTable() && copiesForSomebody(server, slot, readers));
    }

    /** Without the slot of its subscription that of a copy is of no use; who is seen may bring both to terms. */
    private static boolean copiesForSomebody(Sighting server, Slot slot, List<Reader> readers) {
        return readers.stream()
                .filter(reader -> slot.copiesFor(
                        reader.subscription().oid().value(),
                        reader.subscriber().server().system().toString()))
                .anyMatch(reader -> !reader.subscriber().stale()
                        || has(server, reader.subscription().slot()));
    }

    private static boolean has(Sighting server, @Nullable SlotName slot) {
        return server.facts().slots().stream().anyMatch(each -> each.name().equals(slot));
    }
}
