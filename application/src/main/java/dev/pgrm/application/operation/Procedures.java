package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import java.util.List;

/** Knows how each kind of work is done. */
public interface Procedures {
    /**
     * Begins or goes on with an operation.
     *
     * @param stillOurs is run when a session on a managed database has been opened and those of workers before are gone, and before
     *     anything is sent on it; throws when the operation was taken over meanwhile
     */
    Procedure begin(Operation operation, Epoch epoch, Runnable stillOurs);

    /** The steps of one operation under one epoch, with the sessions on which they work. */
    interface Procedure extends AutoCloseable {
        /** One for each step of the plan, in its order. */
        List<Act> acts();

        /** Ends the wait for a statement that runs, from another thread. */
        void interrupt();

        /** Ends its sessions. */
        @Override
        void close();
    }
}
