package dev.pgrm.api.stream;

import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.ChartedSlot;
import dev.pgrm.domain.topology.StreamEnds;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Streams as the map of now has them. */
@Controller("/api/replication/streams")
@Tag(name = "Streams")
final class StreamsController {
    private final LiveTopology topology;
    private final Authorization authorization;
    private final StoreGate store;

    StreamsController(LiveTopology topology, Authorization authorization, StoreGate store) {
        this.topology = topology;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * Streams, by name, in pages. Filters narrow each other.
     *
     * @param status active, syncing, inactive or error
     * @param type logical or physical
     * @param verdict healthy, warning, critical or unknown
     * @param databaseId that begin or end at this database, physical ones of its server among them
     * @param serverId that begin or end at this server
     * @param q text in the name, slot or publications, or in the name of an end, in whatever case
     * @param limit 1 to 1000, which is also the default
     * @param cursor 'next' of the page before
     */
    @Get
    StreamPage list(
            @Parameter(hidden = true) Actor actor,
            @Nullable @QueryValue String status,
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String verdict,
            @Nullable @QueryValue UUID databaseId,
            @Nullable @QueryValue UUID serverId,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        return new StreamListing(status, type, verdict, databaseId, serverId, q, limit, cursor)
                .of(topology.current().topology());
    }

    /** One stream, with what was seen of both of its ends. */
    @Get("/{id}")
    StreamDetailBody get(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        Chart chart = topology.chart();
        StreamEnds ends = chart.endsOf(new StreamId(id));
        Stream stream = chart.topology().streams().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElse(null);
        if (ends == null || stream == null) {
            throw UnknownStream.refusal(id);
        }
        ChartedSlot slot = chart.slots().stream()
                .filter(each -> stream.equals(each.stream()))
                .findFirst()
                .orElse(null);
        return StreamDetailBody.of(stream, ends, slot);
    }
}
