package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the removal of a database means, for whoever has not confirmed it yet. */
@Singleton
final class RemovalQuestion {
    private static final int NAMED = 5;

    private final LiveTopology topology;

    RemovalQuestion(LiveTopology topology) {
        this.topology = topology;
    }

    @Serdeable
    record Dependent(String type, UUID id, String name) {
        static Dependent of(Stream stream) {
            return new Dependent("stream", stream.id().value(), stream.name());
        }
    }

    Problem about(Database database) {
        List<Stream> streams =
                topology.current().topology().streamsAt(database.id().value());
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "confirmation_needed",
                        "Removing '" + database.name() + "' ends its monitoring, and does nothing to the database. "
                                + use(streams, database),
                        "Send it again with ?confirm= and the database's name")
                .with("dependents", streams.stream().map(Dependent::of).toList());
    }

    private String use(List<Stream> streams, Database database) {
        if (streams.isEmpty()) {
            return "No stream uses it";
        }
        String named = streams.stream()
                .limit(NAMED)
                .map(stream -> said(stream, database))
                .collect(Collectors.joining(", "));
        String more = streams.size() > NAMED ? " and " + (streams.size() - NAMED) + " more" : "";
        return (streams.size() == 1 ? "1 stream uses it: " : streams.size() + " streams use it: ") + named + more
                + ". The streams stay as they are, and show an end that nobody registered";
    }

    private static String said(Stream stream, Database database) {
        return "'" + stream.name() + "' (" + Words.of(stream.type()) + ", of which "
                + (stream.type() == StreamType.PHYSICAL ? "its server is the " : "it is the ")
                + end(stream, database) + ", " + Words.of(stream.status()) + ")";
    }

    private static String end(Stream stream, Database database) {
        boolean source = stream.type() == StreamType.PHYSICAL
                ? stream.sourceServer().equals(database.serverId().value())
                : database.id().value().equals(stream.sourceNode());
        return source ? "source" : "target";
    }
}
