package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.SkippingTransactions;
import dev.pgrm.application.stream.SkippingTransactions.NotFailing;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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

/** The transaction on which a stream fails: shown first, then skipped. */
@Controller("/api/replication/streams/{id}/skip")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class SkippingController {
    private final SkippingTransactions skipping;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    SkippingController(SkippingTransactions skipping, AwaitingEnd awaiting, StoreGate store) {
        this.skipping = skipping;
        this.awaiting = awaiting;
        this.store = store;
    }

    /** Which transaction would be skipped, as far as the log of the target tells, and what is lost with it. Changes nothing. */
    @Get
    FailureBody failure(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return FailureBody.of(skipping.look(actor, new StreamId(id)));
    }

    /** @param lsn of the transaction, as the error calls it finished at */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record SkipWish(@Nullable String lsn) {
        Lsn end() {
            var asked = new Asked();
            Lsn end = null;
            try {
                end = lsn == null ? null : Lsn.parse(lsn);
            } catch (IllegalArgumentException e) {
                // Told below, as if it was missing.
            }
            boolean right = asked.require(
                    end != null && !end.equals(Lsn.ZERO),
                    "lsn",
                    "is required: the position that the error calls finished at, such as 16/B374D848");
            asked.refuseIfWrong();
            return right && end != null ? end : Lsn.ZERO;
        }
    }

    /**
     * Skips the transaction on which the stream fails: all that it changed is lost for the target, in other tables too.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post
    HttpResponse<OperationBody> skip(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Body SkipWish wish,
            @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        try {
            return OperationBody.answer(awaiting.await(skipping.skip(actor, new StreamId(id), wish.end()), patience));
        } catch (NotFailing other) {
            throw new Refusal(Problem.of(
                            HttpStatus.CONFLICT,
                            "not_failing",
                            String.valueOf(other.getMessage()),
                            "Read what it fails on, if it does, and send the position that is told there")
                    .with("known", FailureBody.of(other.known())));
        }
    }
}
