package dev.pgrm.fleet.stream;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.CreateStream.End;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.operation.DedicatedSessions;

/** Both ends of a stream, as they are registered now. */
record Ends(CreateStream work, Registry registry, DedicatedSessions sessions) {
    DatabaseSpec sourceSpec() throws Setback {
        return spec(work.source());
    }

    DatabaseSpec targetSpec() throws Setback {
        return spec(work.target());
    }

    DedicatedSession source() throws Setback {
        return sessions.on(sourceSpec());
    }

    DedicatedSession target() throws Setback {
        return sessions.on(targetSpec());
    }

    private DatabaseSpec spec(End end) throws Setback {
        Database found = registry.find(end.id());
        if (found == null) {
            throw Setback.lasting(new Trouble(
                    "not_registered",
                    "Database " + end.name() + " is not registered any more",
                    "Register it again under its former address, and ask for a new operation"));
        }
        return found.spec();
    }
}
