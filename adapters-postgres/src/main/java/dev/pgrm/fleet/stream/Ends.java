package dev.pgrm.fleet.stream;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.StreamWork;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.operation.DedicatedSessions;
import org.jspecify.annotations.Nullable;

/** Both ends of a stream, as they are registered now. */
record Ends(StreamWork work, Registry registry, DedicatedSessions sessions) {
    DatabaseSpec sourceSpec() throws Setback {
        return spec("source", work.source());
    }

    DatabaseSpec targetSpec() throws Setback {
        return spec("target", work.target());
    }

    DedicatedSession source() throws Setback {
        return sessions.on(sourceSpec());
    }

    DedicatedSession target() throws Setback {
        return sessions.on(targetSpec());
    }

    private DatabaseSpec spec(String which, @Nullable End end) throws Setback {
        Database found = end == null ? null : registry.find(end.id());
        if (found == null) {
            throw Setback.lasting(new Trouble(
                    "not_registered",
                    end == null
                            ? "The " + which + " of the stream is not registered"
                            : "Database " + end.name() + " is not registered any more",
                    "Register it again under its former address, and ask for a new operation"));
        }
        requireUnmoved(end, found);
        return found.spec();
    }

    /** What was begun on one server is neither gone on with nor undone on another, nor does a secret of the one go to the other. */
    private static void requireUnmoved(@Nullable End end, Database found) throws Setback {
        Endpoint began = end == null ? null : end.at();
        Endpoint now = found.spec().endpoint();
        if (began != null && !began.equals(now)) {
            throw Setback.lasting(new Trouble(
                    "end_moved",
                    "Database " + found.name() + " was at " + began + " when this was asked for, and is registered at "
                            + now + " now",
                    "If it is the same server, ask for a new operation; what this one left at " + began
                            + " is named in its steps. To go on with it, register the former address again"));
        }
    }

    /** A statement for a person, and where it belongs. */
    static String byHand(@Nullable End end, String... statements) {
        return "-- on " + (end == null ? "that database" : end.name()) + ":\n" + String.join(";\n", statements) + ";";
    }
}
