package dev.pgrm.api.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.Step;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long work on managed databases.
 *
 * @param kind what it does, such as stream.create
 * @param status pending, running, succeeded, failed (something could not be undone), undone (it failed, and nothing is left) or
 *     cancelled
 * @param percent the share of its steps that are done
 * @param result what came of it, by name
 * @param error why it goes or went back
 * @param subjects what it works on, such as database: and its id; operations that share one run one after the other
 * @param cancelled somebody wants it to stop
 */
@Serdeable
public record OperationBody(
        UUID id,
        String kind,
        String status,
        int percent,
        List<StepBody> steps,
        Map<String, String> result,
        @Nullable ErrorBody error,
        List<String> subjects,
        String requestedBy,
        Instant requestedAt,
        boolean cancelled) {

    /**
     * One of its steps.
     *
     * @param status pending, running, done, failed, undone, or left when it could not be undone
     * @param detail what it does at present, or what came of it
     */
    @Serdeable
    public record StepBody(
            String name,
            String status,
            @Nullable String detail,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static StepBody of(Step step) {
            return new StepBody(
                    step.name(), Words.of(step.status()), step.detail(), step.startedAt(), step.finishedAt());
        }
    }

    /** What went wrong, and what to do. */
    @Serdeable
    public record ErrorBody(String code, String message, String remedy) {
        static @Nullable ErrorBody of(@Nullable Trouble trouble) {
            return trouble == null ? null : new ErrorBody(trouble.code(), trouble.message(), trouble.remedy());
        }
    }

    public static OperationBody of(Operation operation) {
        return new OperationBody(
                operation.id().value(),
                operation.kind(),
                Words.of(operation.status()),
                operation.percent(),
                operation.steps().stream().map(StepBody::of).toList(),
                operation.result(),
                ErrorBody.of(operation.error()),
                operation.work().subjects().stream().sorted().toList(),
                operation.requestedBy(),
                operation.requestedAt(),
                operation.cancelled());
    }

    /** 200 when it is over, else 202. */
    public static HttpResponse<OperationBody> answer(Operation operation) {
        return HttpResponse.<OperationBody>status(operation.status().over() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, "/api/operations/" + operation.id())
                .body(of(operation));
    }

    /** @param next the cursor of the next page, if there is one */
    @Serdeable
    record Page(List<OperationBody> items, @Nullable String next) {}
}
