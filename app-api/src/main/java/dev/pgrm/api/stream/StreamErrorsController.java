package dev.pgrm.api.stream;

import dev.pgrm.api.page.Asked;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.log.LogBook.Place;
import dev.pgrm.application.log.ReadingErrors;
import dev.pgrm.application.log.ReadingErrors.Wish;
import dev.pgrm.domain.stream.StreamError.Side;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
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
     * @param side whose log alone: source or target
     * @param code of the messages alone, as slot_busy
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
            @Nullable @QueryValue String side,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        store.requireOpen();
        var asked = new Asked();
        Instant since = asked.moment("from", from);
        Instant until = asked.moment("to", to);
        int most = asked.limit(limit, USUAL, MOST);
        Place after = cursor == null ? null : ErrorsCursor.read(cursor);
        asked.require(cursor == null || after != null, "cursor", "must be the 'next' of the page before");
        String text = Objects.requireNonNullElse(asked.text("q", q), "");
        String ofCode = Objects.requireNonNullElse(asked.text("code", code), "");
        Side ofSide = asked.choice("side", side, Side.values());
        asked.refuseIfWrong();
        try {
            return StreamErrorsBody.of(errors.of(actor, id, new Wish(since, until, text, ofSide, ofCode, after, most)));
        } catch (ReadingErrors.UnknownStream unknown) {
            throw UnknownStream.refusal(id);
        }
    }
}
