package dev.pgrm.api.stream;

import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.CreatingStreams;
import dev.pgrm.domain.operation.Operation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Logical streams that are to be. */
@Controller("/api/replication/streams")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class CreatingStreamsController {
    private final CreatingStreams creating;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    CreatingStreamsController(CreatingStreams creating, AwaitingEnd awaiting, StoreGate store) {
        this.creating = creating;
        this.awaiting = awaiting;
        this.store = store;
    }

    /** What would stand in the way of a stream: all of it, found by a monitor within some seconds. Changes nothing. */
    @Post("/preflight")
    PreflightBody preflight(@Parameter(hidden = true) Actor actor, @Body StreamDraftBody draft) {
        store.requireOpen();
        return PreflightBody.of(creating.preflight(actor, draft.wish()));
    }

    /**
     * Makes a stream, after the same look as that of a preflight: what it finds in the way is the answer then, and nothing is begun.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post
    @ApiResponse(
            responseCode = "202",
            description = "An operation that makes it; 200 when it is over within the wait",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OperationBody.class)))
    HttpResponse<OperationBody> create(
            @Parameter(hidden = true) Actor actor, @Body StreamDraftBody draft, @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        try {
            Operation operation = creating.create(actor, draft.wish());
            return OperationBody.answer(awaiting.await(operation, patience));
        } catch (CreatingStreams.Blocked blocked) {
            throw new Refusal(refusal(PreflightBody.of(blocked.preflight())));
        }
    }

    static Problem refusal(PreflightBody preflight) {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "preflight_failed",
                        "Something stands in the way of this stream; nothing was begun",
                        "Mend what is listed as a blocker, where it says how, and send it again")
                .with("findings", preflight.findings());
    }
}
