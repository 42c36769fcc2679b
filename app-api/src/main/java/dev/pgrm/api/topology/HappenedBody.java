package dev.pgrm.api.topology;

import dev.pgrm.application.history.Element;
import dev.pgrm.application.history.LookingBack.Happened;
import dev.pgrm.application.history.Turn;
import dev.pgrm.domain.Words;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the map, in the order of time.
 *
 * @param begins from when on history is kept; none when none was written yet
 * @param from from when on the changes are all: later than asked for where too much happened
 * @param watched the times of it in which somebody looked
 */
@Serdeable
record HappenedBody(
        @Nullable Instant begins, Instant from, Instant to, List<SpanBody> watched, List<TurnBody> changes) {

    @Serdeable
    record SpanBody(Instant from, Instant to) {}

    /**
     * Something came, went, or changed its status.
     *
     * @param kind server, node or stream
     * @param was none of what came
     * @param is none of what went
     */
    @Serdeable
    record TurnBody(
            Instant at,
            String kind,
            UUID id,
            String name,
            @Nullable StateBody was,
            @Nullable StateBody is) {
        static TurnBody of(Turn turn) {
            Element known = turn.is() == null ? Objects.requireNonNull(turn.was()) : turn.is();
            return new TurnBody(
                    turn.at(),
                    kindOf(known),
                    known.id(),
                    nameOf(known),
                    StateBody.of(turn.was()),
                    StateBody.of(turn.is()));
        }
    }

    @Serdeable
    record StateBody(String status, boolean stale) {
        static @Nullable StateBody of(@Nullable Element element) {
            return switch (element) {
                case Element.OfServer(var server) -> new StateBody(Words.of(server.status()), server.stale());
                case Element.OfNode(var node) -> new StateBody(Words.of(node.status()), node.stale());
                case Element.OfStream(var stream) -> new StateBody(Words.of(stream.status()), stream.stale());
                case null -> null;
            };
        }
    }

    static HappenedBody of(Happened happened, Instant to) {
        return new HappenedBody(
                happened.begins(),
                happened.from(),
                to,
                happened.watched().stream()
                        .map(span -> new SpanBody(span.from(), span.to()))
                        .toList(),
                happened.turns().stream().map(TurnBody::of).toList());
    }

    private static String kindOf(Element element) {
        return switch (element) {
            case Element.OfServer _ -> "server";
            case Element.OfNode _ -> "node";
            case Element.OfStream _ -> "stream";
        };
    }

    private static String nameOf(Element element) {
        return switch (element) {
            case Element.OfServer(var server) -> server.name();
            case Element.OfNode(var node) -> node.name();
            case Element.OfStream(var stream) -> stream.name();
        };
    }
}
