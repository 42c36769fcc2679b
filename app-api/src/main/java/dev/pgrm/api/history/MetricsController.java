package dev.pgrm.api.history;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.history.LookingBack;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "History")
final class MetricsController {
    private final LookingBack history;
    private final LiveTopology topology;
    private final StoreGate store;
    private final Clock clock;

    MetricsController(LookingBack history, LiveTopology topology, StoreGate store, Clock clock) {
        this.history = history;
        this.topology = topology;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The course of a stream. The further back, the coarser it is kept: samples for a day, minutes for two weeks, quarters of an
     * hour for more than a year, unless configured otherwise.
     *
     * @param from an hour before the end unless given
     * @param to now unless given
     * @param points how many buckets at most, 300 unless given, up to 2000
     */
    @Get("/replication/streams/{id}/metrics")
    StreamMetricsBody ofStream(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String points) {
        store.requireOpen();
        Range range = Range.read(from, to, points, clock.instant());
        var stream = new StreamId(id);
        Series series = Series.of(stream);
        if (!history.knows(actor, series) && !onMap(stream)) {
            throw new Refusal(Problem.of(
                    HttpStatus.NOT_FOUND,
                    "stream_unknown",
                    "There is no stream with the id " + id + ", and there was none as far as history is kept",
                    "GET /api/topology lists those on the map"));
        }
        return StreamMetricsBody.of(
                history.course(actor, series, StreamMetricsBody.MEASURES, range.from(), range.to(), range.points()),
                range.to());
    }

    private boolean onMap(StreamId stream) {
        return topology.current().topology().streams().stream()
                .anyMatch(each -> each.id().equals(stream));
    }

    /**
     * The course of a slot.
     *
     * @param id a registered database of the slot's server, or that server
     * @param from an hour before the end unless given
     * @param to now unless given
     * @param points how many buckets at most, 300 unless given, up to 2000
     */
    @Get("/slots/{id}/{slot}/metrics")
    SlotMetricsBody ofSlot(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable String slot,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String points) {
        store.requireOpen();
        Range range = Range.read(from, to, points, clock.instant());
        var series = new Series(Subject.SLOT, serverOf(id), slot);
        if (slot.indexOf('\0') >= 0 || !history.knows(actor, series)) {
            throw new Refusal(
                    Problem.of(
                            HttpStatus.NOT_FOUND,
                            "slot_unknown",
                            "No slot " + slot + " was seen there as far as history is kept",
                            "Name a registered database of the slot's server, or the server, and the slot as it is written there"));
        }
        return SlotMetricsBody.of(
                history.course(actor, series, SlotMetricsBody.MEASURES, range.from(), range.to(), range.points()),
                range.to());
    }

    private UUID serverOf(UUID id) {
        var database = new DatabaseId(id);
        return topology.registered().databases().stream()
                .filter(each -> each.id().equals(database))
                .map(each -> each.serverId().value())
                .findFirst()
                .orElse(id);
    }
}
