package dev.pgrm.api.server;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Foresight.Foreseen;
import dev.pgrm.domain.whatif.Foresight.Impossible;
import dev.pgrm.domain.whatif.Foresight.Nowhere;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/servers")
@Tag(name = "Servers")
final class WhatIfController {
    private static final long AN_HOUR = 3600;
    private static final long A_YEAR = 31_536_000;

    private final LiveTopology topology;
    private final Authorization authorization;
    private final StoreGate store;

    private enum Kind {
        RESTART,
        FAILOVER,
        DOWNTIME
    }

    WhatIfController(LiveTopology topology, Authorization authorization, StoreGate store) {
        this.topology = topology;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * What a restart, a failover or a downtime of a server would do to each stream and slot, as of the map of now. Nothing is done to
     * any server. It goes for servers that nobody registered too, as far as the other ends of their streams show them.
     *
     * @param event restart, failover or downtime
     * @param seconds how long a downtime lasts, an hour unless given
     * @param standbyId the server that takes over in a failover, the best one unless given
     */
    @Get("/{id}/what-if")
    WhatIfBody foresee(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @QueryValue String event,
            @Nullable @QueryValue Long seconds,
            @Nullable @QueryValue UUID standbyId) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        Event meant = event(event, seconds, standbyId);
        var current = topology.current();
        return switch (topology.chart().foresee(id, meant)) {
            case Foreseen foreseen -> WhatIfBody.of(foreseen, wordOf(meant), length(meant), current.at());
            case Nowhere _ ->
                throw new Refusal(Problem.of(
                        HttpStatus.NOT_FOUND,
                        "server_unknown",
                        "No server on the map has the id " + id,
                        "GET /api/topology lists those that are there"));
            case Impossible(var why) -> throw new Refusal(Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, why));
        };
    }

    private static Event event(@Nullable String event, @Nullable Long seconds, @Nullable UUID standby) {
        var asked = new Asked();
        Kind kind = asked.choice("event", event == null ? "" : event, Kind.values());
        long length = seconds == null ? AN_HOUR : seconds;
        asked.require(length >= 1 && length <= A_YEAR, "seconds", "must be between 1 and " + A_YEAR);
        asked.require(
                seconds == null || kind == null || kind == Kind.DOWNTIME, "seconds", "goes with event=downtime alone");
        asked.require(
                standby == null || kind == null || kind == Kind.FAILOVER,
                "standbyId",
                "goes with event=failover alone");
        asked.refuseIfWrong();
        return switch (kind) {
            case RESTART -> new Event.Restart();
            case FAILOVER -> new Event.Failover(standby);
            case DOWNTIME -> new Event.Downtime(Duration.ofSeconds(length));
            case null -> throw new IllegalStateException("refused above");
        };
    }

    private static String wordOf(Event event) {
        return Words.of(
                switch (event) {
                    case Event.Restart _ -> Kind.RESTART;
                    case Event.Failover _ -> Kind.FAILOVER;
                    case Event.Downtime _ -> Kind.DOWNTIME;
                });
    }

    private static @Nullable Duration length(Event event) {
        return event instanceof Event.Downtime(var length) ? length : null;
    }
}
