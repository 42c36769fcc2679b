package dev.pgrm.application.watch;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one server again and again, over connections that it holds. Used by one thread at a time. */
public interface Probe extends AutoCloseable {
    /**
     * One look. Trouble is a value, so this returns an observation whatever the server does, within a bounded time.
     *
     * @param previous the observation before, by whomever; history goes on from it
     */
    Observation poll(@Nullable Observation previous);

    /** What the latest poll was the first to read in the server's log. */
    default List<ReplicationMessage> heard() {
        return List.of();
    }

    /**
     * Brings what was heard to where it is kept. For who holds the lease, and before anybody learns how far the log was read: who
     * goes on from there has missed nothing.
     */
    default void keepHeard() {}

    @Override
    void close();

    /** Makes probes. */
    interface Factory {
        Probe open(Server server, List<Database> databases);
    }
}
