package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.RefreshStream;
import dev.pgrm.domain.stream.ResumeStream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.StreamWork;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What is done with a stream that there is, whoever made it. */
public final class ActingOnStreams {
    private final StreamsOnMap streams;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public ActingOnStreams(StreamsOnMap streams, Commissioning commissioning, Authorization authorization) {
        this.streams = streams;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** It takes an end that is not registered, or that was never seen. */
    public static final class EndMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndMissing(LogicalStream stream, String which) {
            super("The " + which + " of stream " + stream.name() + " is not registered, or was never seen");
        }
    }

    public Operation pause(Actor actor, StreamId id) {
        return act(actor, id, PauseStream::new, Map.of());
    }

    public Operation resume(Actor actor, StreamId id) {
        return act(actor, id, ResumeStream::new, Map.of());
    }

    public Operation refresh(Actor actor, StreamId id, boolean copyData) {
        return act(
                actor,
                id,
                stream -> new RefreshStream(stream, copyData),
                Map.of("copyData", Boolean.toString(copyData)));
    }

    /** @param work on a stream whose target is registered */
    private Operation act(
            Actor actor, StreamId id, Function<LogicalStream, StreamWork> work, Map<String, String> described) {
        authorization.require(actor, Act.OPERATE);
        LogicalStream stream = withTarget(streams.find(id));
        return commissioning.commission(actor, work.apply(stream), described(stream, described));
    }

    static LogicalStream withTarget(LogicalStream stream) {
        if (stream.target() == null || stream.subscription() == null) {
            throw new EndMissing(stream, "target");
        }
        return stream;
    }

    static Map<String, String> described(LogicalStream stream, Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("stream", stream.name());
        all.put("streamId", stream.id().toString());
        return all;
    }
}
