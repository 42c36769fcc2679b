package dev.pgrm.api.stream;

import dev.pgrm.api.history.Moment;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.log.LogBook.Place;
import dev.pgrm.application.log.ReadingErrors;
import dev.pgrm.application.log.ReadingErrors.UnknownStream;
import dev.pgrm.application.log.ReadingErrors.Wish;
import dev.pgrm.domain.Violation;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Controller("/api/replication/streams")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class StreamErrorsController {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final ReadingErrors errors;
    private final StoreGate store;

    StreamErrorsController(ReadingErrors errors, StoreGate store) {
        this.errors = errors;
        this.store = store;
    }

    /**
     * What the logs of both ends said about a stream, newest first, as far as they can be read; where they cannot, why, and what
     * would let us. Passwords, statements and rows are left out.
     *
     * @param id of the stream
     * @param from the earliest, as 2026-11-21T10:00:00Z
     * @param to after the latest
     * @param q text that occurs in the message, its code or its SQLSTATE
     * @param limit how many at most, 50 unless given, up to 500
     * @param cursor the {@code next} of the page before
     */
    @Get("/{id}/errors")
    StreamErrorsBody errors(
            @Parameter(hidden = true) Actor actor,
            UUID id,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        store.requireOpen();
        var wrong = new ArrayList<Violation>();
        Instant since = from == null ? null : Moment.read("from", from, wrong);
        Instant until = to == null ? null : Moment.read("to", to, wrong);
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            wrong.add(new Violation("limit", "must be from 1 to " + MOST));
        }
        Place after = cursor == null ? null : ErrorsCursor.read(cursor);
        if (cursor != null && after == null) {
            wrong.add(new Violation("cursor", "must be the next of the page before"));
        }
        if (q != null && q.indexOf('\0') >= 0) {
            wrong.add(new Violation("q", "must be text without NUL"));
        }
        Moment.refuse(wrong);
        try {
            return StreamErrorsBody.of(errors.of(actor, id, new Wish(since, until, q == null ? "" : q, after, most)));
        } catch (UnknownStream unknown) {
            throw new Refusal(Problem.of(
                    HttpStatus.NOT_FOUND,
                    "stream_unknown",
                    String.valueOf(unknown.getMessage()),
                    "GET /api/topology lists the streams on the map"));
        }
    }
}
