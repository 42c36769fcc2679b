package dev.pgrm.api.topology;

import dev.pgrm.api.web.Edition;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.Discovery;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api")
@Tag(name = "Topology")
final class TopologyController {
    private final PublishedTopology topology;
    private final Discovery discovery;
    private final Authorization authorization;
    private final StoreGate store;

    TopologyController(PublishedTopology topology, Discovery discovery, Authorization authorization, StoreGate store) {
        this.topology = topology;
        this.discovery = discovery;
        this.authorization = authorization;
        this.store = store;
    }

    /** The map as of now. Answers 304 to whoever has it already, by ETag. */
    @Get("/topology")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TopologyBody.class)))
    HttpResponse<byte[]> topology(HttpRequest<?> request, @Parameter(hidden = true) Actor actor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        Edition edition = topology.edition();
        return edition.answer(request);
    }

    /** Polls every server now and answers with what was found. */
    @Post("/replication/discover")
    @ExecuteOn(TaskExecutors.BLOCKING)
    TopologyBody discover(@Parameter(hidden = true) Actor actor) {
        store.requireOpen();
        return topology.body(discovery.discover(actor));
    }
}
