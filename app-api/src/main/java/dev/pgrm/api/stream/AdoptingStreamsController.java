package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.stream.StreamDraftBody.ConnectionWish;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.AdoptingStreams;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.WayDraft;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logical streams that were made elsewhere. */
@Controller("/api/replication/streams/{id}/adopt")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class AdoptingStreamsController {
    private final AdoptingStreams adopting;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    AdoptingStreamsController(AdoptingStreams adopting, AwaitingEnd awaiting, StoreGate store) {
        this.adopting = adopting;
        this.awaiting = awaiting;
        this.store = store;
    }

    /** @param connection how the target's server reaches the source, as far as that differs from the source's registration */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record AdoptionWish(@Nullable ConnectionWish connection) {}

    /**
     * Lets the subscription sign in as the replication account of its registered source, after the target's server was seen to be
     * let in so, and follows rotations of that account's secret from then on. Its former connection is not kept. Also sets right
     * a connection that was changed by hand; what has it already stays as it is.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post
    HttpResponse<OperationBody> adopt(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @Body AdoptionWish wish,
            @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        WayDraft way = wish == null || wish.connection() == null
                ? WayDraft.UNSAID
                : wish.connection().draft();
        Operation operation = adopting.adopt(actor, new StreamId(id), way);
        return OperationBody.answer(awaiting.await(operation, patience));
    }
}
