package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.WayDraft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streams that were made elsewhere, or whose connection was changed by hand, on the way to have one of ours. */
public final class AdoptingStreams {
    private final StreamsOnMap streams;
    private final Registry registry;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public AdoptingStreams(
            StreamsOnMap streams, Registry registry, Commissioning commissioning, Authorization authorization) {
        this.streams = streams;
        this.registry = registry;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** @param wished where it is to lead, as far as that differs from the source's registration */
    public Operation adopt(Actor actor, StreamId id, WayDraft wished) {
        authorization.require(actor, Act.OPERATE);
        if (wished.leadsElsewhere()) {
            authorization.require(actor, Act.CHANGE_REGISTRY);
        }
        LogicalStream stream = ActingOnStreams.withTarget(streams.findCertain(id));
        DatabaseSpec target = spec(stream, stream.target(), "target");
        Conninfo way = way(wished, spec(stream, stream.source(), "source"), target);
        return commissioning.commission(
                actor,
                new ReconnectStream(stream, way, Reason.ADOPTED),
                ActingOnStreams.described(
                        stream, Map.of("source", stream.requireSource().name(), "connection", way.toString())));
    }

    private DatabaseSpec spec(LogicalStream stream, @Nullable End end, String which) {
        Database found = end == null ? null : registry.find(end.id());
        if (found == null) {
            throw new EndMissing(stream, which);
        }
        return found.spec();
    }

    private static Conninfo way(WayDraft wished, DatabaseSpec source, DatabaseSpec target) {
        var wrong = new Violations();
        Conninfo way = wished.check("connection", source, target, wrong);
        if (way == null) {
            throw new Registration.Refused(wrong.all());
        }
        return way;
    }
}
