package dev.pgrm.api.stream;

import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.ChangingStreams;
import dev.pgrm.application.stream.ChangingStreams.Others;
import dev.pgrm.application.stream.CreatingStreams;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logical streams as they shall be. */
@Controller("/api/replication/streams/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class ChangingStreamsController {
    private final ChangingStreams changing;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    ChangingStreamsController(ChangingStreams changing, AwaitingEnd awaiting, StoreGate store) {
        this.changing = changing;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Changes a stream: which tables are published, the options of the subscription, its name. What stands in the way of tables that are
     * added is the answer, and nothing is begun then.
     *
     * @param shared true to change a publication that other streams use, too
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Patch
    @ApiResponse(
            responseCode = "202",
            description = "An operation that changes it; 200 when it is over within the wait",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OperationBody.class)))
    HttpResponse<OperationBody> change(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Body StreamChangeBody change,
            @Parameter(schema = @Schema(type = "boolean")) @Nullable @QueryValue String shared,
            @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        var asked = new Asked();
        boolean alongside = Boolean.TRUE.equals(asked.flag("shared", shared));
        asked.refuseIfWrong();
        try {
            Operation operation = changing.change(
                    actor, new StreamId(id), change.draft(), alongside ? Others.TAKEN_ALONG : Others.SPARED);
            return OperationBody.answer(awaiting.await(operation, patience));
        } catch (CreatingStreams.Blocked blocked) {
            throw new Refusal(CreatingStreamsController.refusal(PreflightBody.of(blocked.preflight())));
        }
    }
}
