package dev.pgrm.api.stream;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import io.micronaut.http.HttpStatus;
import java.util.UUID;

/** What whoever asks for a stream is told that is not on the map. */
public final class UnknownStream {
    private UnknownStream() {}

    public static Refusal refusal(UUID id) {
        return new Refusal(Problem.of(
                HttpStatus.NOT_FOUND,
                "stream_unknown",
                "No stream on the map has the id " + id,
                "GET /api/replication/streams lists those that are there"));
    }
}
