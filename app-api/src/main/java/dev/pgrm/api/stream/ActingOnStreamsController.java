package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.ActingOnStreams;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.StreamId;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done with logical streams that there are. Each is an operation: 202 with it, or 200 when it is over within the wait. */
@Controller("/api/replication/streams/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class ActingOnStreamsController {
    private final ActingOnStreams acting;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    ActingOnStreamsController(ActingOnStreams acting, AwaitingEnd awaiting, StoreGate store) {
        this.acting = acting;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Stops the subscription. Its slot goes on holding the log of the source.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post("/pause")
    HttpResponse<OperationBody> pause(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Nullable @QueryValue Integer wait) {
        return answer(wait, () -> acting.pause(actor, new StreamId(id)));
    }

    /**
     * Starts the subscription again, and waits until it streams.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post("/resume")
    HttpResponse<OperationBody> resume(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Nullable @QueryValue Integer wait) {
        return answer(wait, () -> acting.resume(actor, new StreamId(id)));
    }

    /** @param copyData whether the rows of tables that are new to the subscription are copied; true unless given */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record RefreshWish(@Nullable Boolean copyData) {}

    /**
     * Lets the subscription know which tables are published by now.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post("/refresh")
    HttpResponse<OperationBody> refresh(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @Body RefreshWish wish,
            @Nullable @QueryValue Integer wait) {
        boolean copy = wish == null || !Boolean.FALSE.equals(wish.copyData());
        return answer(wait, () -> acting.refresh(actor, new StreamId(id), copy));
    }

    private HttpResponse<OperationBody> answer(@Nullable Integer wait, Supplier<Operation> begun) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        return OperationBody.answer(awaiting.await(begun.get(), patience));
    }
}
