package dev.pgrm.application.question;

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
}
