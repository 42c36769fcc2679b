package dev.pgrm.application.question;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.server.ServerId;
import java.util.Set;

/** What a worker says to a {@link Question}. */
public sealed interface Answer {
    /** These were polled; what was seen has been published. */
    record Polled(Set<ServerId> servers) implements Answer {
        public Polled {
            servers = Set.copyOf(servers);
        }
    }

    record Failed(Trouble trouble) implements Answer {}
}
