package dev.pgrm.api.snapshot;

import dev.pgrm.api.web.Edition;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.topology.Chart;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

@Controller("/api/snapshot")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Topology")
final class SnapshotController {
    private final LiveTopology topology;
    private final Authorization authorization;
    private final StoreGate store;
    private final ObjectMapper json;
    /** Of this process: numbers of another mean nothing here. */
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong number = new AtomicLong();
    private volatile @Nullable Written written;

    /** What was written last, so that however many ask between two refreshes cost writing it once. */
    private record Written(Chart chart, SnapshotBody body, Edition edition) {}

    SnapshotController(LiveTopology topology, Authorization authorization, StoreGate store, ObjectMapper json) {
        this.topology = topology;
        this.authorization = authorization;
        this.store = store;
        this.json = json;
    }

    /**
     * All that is known now of every server and database: identity, positions, senders, slots, limits, settings, publications,
     * subscriptions, streams. Answers 304 to whoever has it already, by ETag.
     */
    @Get
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SnapshotBody.class)))
    HttpResponse<byte[]> snapshot(HttpRequest<?> request, @Parameter(hidden = true) Actor actor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        return current().answer(request);
    }

    private Edition current() {
        Instant at = topology.current().at();
        Chart chart = topology.chart();
        Written known = written;
        // Every refresh draws a chart of its own, whether or not anything is different.
        if (known == null || !known.chart().equals(chart)) {
            SnapshotBody body = SnapshotBody.of(chart, at);
            known = known != null && known.body().sameAs(body)
                    ? new Written(chart, known.body(), known.edition())
                    : new Written(chart, body, new Edition(epoch + "-" + number.incrementAndGet(), () -> write(body)));
            written = known;
        }
        return known.edition();
    }

    private String write(SnapshotBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
