package dev.pgrm.api.stream;

import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.stream.DispensablePublications.Wish;
import dev.pgrm.application.stream.RemovingStreams;
import dev.pgrm.application.stream.RemovingStreams.Removal;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logical streams that are to be no more. */
@Controller("/api/replication/streams/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class RemovingStreamsController {
    private final RemovingStreams removing;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    RemovingStreamsController(RemovingStreams removing, AwaitingEnd awaiting, StoreGate store) {
        this.removing = removing;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Removes a logical stream: its subscription, its slot, and the publications that nobody needs any more. The rows that are on the
     * target stay. Without its name as confirmation the answer tells what would be lost.
     *
     * @param confirm the stream's name
     * @param leave what stays, as its end is not touched: slot while the source cannot be reached, subscription when the target is gone
     *     for good
     * @param publications keep all of them, or drop those that no other stream uses; only such go that were made here unless given
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Delete
    @ApiResponse(
            responseCode = "202",
            description = "An operation that removes it; 200 when it is over within the wait",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OperationBody.class)))
    HttpResponse<OperationBody> remove(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @QueryValue String confirm,
            @Nullable @QueryValue String leave,
            @Nullable @QueryValue String publications,
            @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        var asked = new Asked();
        Leave left = asked.choice("leave", leave, Leave.values());
        Wish wish = asked.choice("publications", publications, Wish.values());
        asked.refuseIfWrong();
        Removal removal = look(
                actor,
                new StreamId(id),
                Objects.requireNonNullElse(left, Leave.NOTHING),
                Objects.requireNonNullElse(wish, Wish.SPARE));
        if (!removal.stream().name().equals(confirm)) {
            throw new Refusal(RemovalOfStream.question(removal));
        }
        return OperationBody.answer(awaiting.await(removing.remove(actor, removal), patience));
    }

    private Removal look(Actor actor, StreamId id, Leave leave, Wish wish) {
        try {
            return removing.look(actor, id, leave, wish);
        } catch (RemovingStreams.PublicationsInUse used) {
            throw new Refusal(RemovalOfStream.inUse(used));
        } catch (EndMissing missing) {
            throw new Refusal(Problem.of(
                    HttpStatus.CONFLICT,
                    "end_missing",
                    String.valueOf(missing.getMessage()),
                    "Register that database, wait until it is seen, and send it again; or remove the other end alone:"
                            + " leave=slot without the source, leave=subscription without the target"));
        }
    }
}
