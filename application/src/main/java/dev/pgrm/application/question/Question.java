package dev.pgrm.application.question;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.server.ServerId;
import java.util.Set;

/** Something that only a worker can answer. */
public sealed interface Question {
    /** Poll these servers now, rather than when their turn comes. */
    record PollNow(Set<ServerId> servers) implements Question {
        public PollNow {
            servers = Set.copyOf(servers);
        }
    }

    /** How far do we come on the way to this database, registered or not? */
    record TestConnection(DatabaseSpec database) implements Question {}
}
