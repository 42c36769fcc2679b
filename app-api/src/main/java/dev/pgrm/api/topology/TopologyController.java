package dev.pgrm.api.topology;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.web.Edition;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.Discovery;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.topology.Locality.Grouping;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

@Controller("/api")
@Tag(name = "Topology")
final class TopologyController {
    private final PublishedTopology topology;
    private final PastTopology past;
    private final LiveTopology live;
    private final GroupedMap groups;
    private final Discovery discovery;
    private final Authorization authorization;
    private final StoreGate store;
    private final ExecutorService blocking;

    TopologyController(
            PublishedTopology topology,
            PastTopology past,
            LiveTopology live,
            GroupedMap groups,
            Discovery discovery,
            Authorization authorization,
            StoreGate store,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.topology = topology;
        this.past = past;
        this.live = live;
        this.groups = groups;
        this.blocking = blocking;
        this.discovery = discovery;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * The map as of now, or of a past moment. That of now answers 304 to whoever has it already, by ETag.
     *
     * @param at a moment that has passed
     */
    @Get("/topology")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TopologyBody.class)))
    CompletionStage<HttpResponse<?>> topology(
            HttpRequest<?> request, @Parameter(hidden = true) Actor actor, @Nullable @QueryValue String at) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        // The present is mostly at hand; to write it, or to look up the past, a thread of the network is too good.
        if (at != null) {
            return CompletableFuture.supplyAsync(() -> HttpResponse.ok(past.at(actor, at)), blocking);
        }
        Edition present = topology.edition();
        return present.isAtHand(request)
                ? CompletableFuture.completedFuture(present.answer(request))
                : CompletableFuture.supplyAsync(() -> present.answer(request), blocking);
    }

    /**
     * Where everything is drawn while servers stand in groups.
     *
     * @param by cloud, region or environment
     * @param collapsed groups that are drawn as one box
     */
    @Get("/topology/layout")
    @ExecuteOn(TaskExecutors.BLOCKING)
    GroupsBody layout(
            @Parameter(hidden = true) Actor actor,
            @QueryValue String by,
            @Nullable @QueryValue List<String> collapsed) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        var asked = new Asked();
        Grouping grouping = asked.choice("by", by, Grouping.values());
        asked.refuseIfWrong();
        return groups.of(
                live.current().topology(),
                Objects.requireNonNull(grouping),
                collapsed == null ? Set.of() : Set.copyOf(collapsed));
    }

    /**
     * What came, went, or changed its status on the map between two moments, as far as history is kept.
     *
     * @param from an hour before the end unless given
     * @param to now unless given
     */
    @Get("/topology/changes")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HappenedBody changes(
            @Parameter(hidden = true) Actor actor, @Nullable @QueryValue String from, @Nullable @QueryValue String to) {
        store.requireOpen();
        return past.happened(actor, from, to);
    }

    /** Polls every server now and answers with what was found. */
    @Post("/replication/discover")
    @ExecuteOn(TaskExecutors.BLOCKING)
    TopologyBody discover(@Parameter(hidden = true) Actor actor) {
        store.requireOpen();
        return topology.body(discovery.discover(actor));
    }
}
