package dev.pgrm.api.slot;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.page.Cursor;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.topology.ChartedSlot;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/slots")
@Tag(name = "Slots")
final class SlotsController {
    private static final int MOST = 1000;

    private final LiveTopology topology;
    private final Authorization authorization;
    private final StoreGate store;

    @Serdeable
    record Page(List<SlotBody> items, @Nullable String next) {}

    /** In which they are listed: the names of servers may change, and be those of several. */
    private record Place(String server, String slot) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::server).thenComparing(Place::slot);

        static Place of(ChartedSlot slot) {
            return new Place(slot.server().toString(), slot.slot().name().value());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    SlotsController(LiveTopology topology, Authorization authorization, StoreGate store) {
        this.topology = topology;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * The slots of all registered servers as last seen, server by server, in pages. Filters narrow each other.
     *
     * @param serverId of this server alone
     * @param orphaned whether only those that hold WAL back for nobody that is known, or only the others
     * @param q text in the slot's name, in whatever case
     * @param limit 1 to 1000, which is also the default
     * @param cursor 'next' of the page before
     */
    @Get
    Page list(
            @Parameter(hidden = true) Actor actor,
            @Nullable @QueryValue UUID serverId,
            @Parameter(schema = @Schema(type = "boolean")) @Nullable @QueryValue String orphaned,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        var asked = new Asked();
        Boolean forNobody = asked.flag("orphaned", orphaned);
        int most = asked.limit(limit, MOST, MOST);
        List<String> keys = asked.after(cursor, 2);
        asked.refuseIfWrong();
        Place after = keys == null ? null : new Place(keys.getFirst(), keys.getLast());
        List<ChartedSlot> slots = topology.chart().slots().stream()
                .filter(slot -> serverId == null || slot.server().equals(serverId))
                .filter(slot -> forNobody == null || slot.orphaned() == forNobody)
                .filter(slot -> Asked.holds(q, slot.slot().name().value()))
                .sorted(Comparator.comparing(Place::of))
                .filter(slot -> after == null || Place.of(slot).compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        List<ChartedSlot> page = slots.subList(0, Math.min(most, slots.size()));
        return new Page(
                page.stream().map(SlotBody::of).toList(), slots.size() > most ? next(Place.of(page.getLast())) : null);
    }

    private static String next(Place last) {
        return Cursor.after(last.server(), last.slot());
    }
}
