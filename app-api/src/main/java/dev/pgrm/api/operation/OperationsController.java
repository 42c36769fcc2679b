package dev.pgrm.api.operation;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.page.Cursor;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.operation.Overseeing;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations by REST. */
@Controller("/api/operations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Operations")
final class OperationsController {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final String SCRIPT = "text/plain; charset=utf-8";

    private final Overseeing overseeing;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    OperationsController(Overseeing overseeing, AwaitingEnd awaiting, StoreGate store) {
        this.overseeing = overseeing;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Operations, the newest first, in pages.
     *
     * @param subject that they work on, such as database: and its id
     * @param kind what they do, such as stream.create
     * @param status pending, running, succeeded, failed, undone or cancelled
     * @param limit 1 to 1000, 100 unless given
     * @param cursor 'next' of the page before
     */
    @Get
    OperationBody.Page list(
            @Parameter(hidden = true) Actor actor,
            @Nullable @QueryValue String subject,
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String status,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        store.requireOpen();
        var asked = new Asked();
        String about = asked.text("subject", subject);
        String doing = asked.text("kind", kind);
        OperationStatus standing = asked.choice("status", status, OperationStatus.values());
        int most = asked.limit(limit, USUAL, MOST);
        OperationId after = after(asked.after(cursor, 1), asked);
        asked.refuseIfWrong();
        List<Operation> found = overseeing.search(actor, new Search(about, doing, standing, after, most + 1));
        List<Operation> page = found.subList(0, Math.min(most, found.size()));
        return new OperationBody.Page(
                page.stream().map(OperationBody::of).toList(),
                found.size() > most ? Cursor.after(page.getLast().id().toString()) : null);
    }

    private static @Nullable OperationId after(@Nullable List<String> keys, Asked asked) {
        try {
            return keys == null ? null : OperationId.parse(keys.getFirst());
        } catch (IllegalArgumentException e) {
            asked.require(false, "cursor", "must be the 'next' of the page before");
            return null;
        }
    }

    /**
     * One operation, with all of its steps.
     *
     * @param wait for how many seconds its end is waited for, 0 to 60
     */
    @Get("/{id}")
    OperationBody get(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        return OperationBody.of(awaiting.await(overseeing.read(actor, new OperationId(id)), patience));
    }

    /**
     * Stops it: what waits is over, what runs undoes what it did, and what failed tries to undo once more. 409 when it has
     * succeeded, is undone, or has begun a step from which there is no way back.
     */
    @Post("/{id}/cancel")
    @ApiResponse(
            responseCode = "202",
            description = "It goes back; 200 when it is over already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OperationBody.class)))
    HttpResponse<OperationBody> cancel(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return OperationBody.answer(overseeing.cancel(actor, new OperationId(id)));
    }

    /** Tries once more what failed, was undone or cancelled; what is done stays done. 409 for any other. */
    @Post("/{id}/retry")
    @ApiResponse(
            responseCode = "202",
            description = "It waits for a monitor",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OperationBody.class)))
    HttpResponse<OperationBody> retry(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return OperationBody.answer(overseeing.retry(actor, new OperationId(id)));
    }

    /** What it does and how that is undone as a script for psql, without secrets: for when this program is down. */
    @Get("/{id}/runbook")
    @Produces(SCRIPT)
    HttpResponse<String> runbook(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        String script = overseeing.runbook(actor, new OperationId(id));
        return HttpResponse.ok(script)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"operation-" + id + ".sql\"");
    }
}
