package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The written record of operations, by which one worker goes on where another was killed. */
public interface Journal {
    void open(Operation operation);

    @Nullable
    Operation read(OperationId operation);

    /** Those that a worker may claim, oldest first. */
    List<Operation> claimable();

    /**
     * Writes the present state of one step.
     *
     * @throws Superseded when the epoch is not the operation's own any more; nothing was written
     */
    void write(OperationId operation, Epoch epoch, int stepIndex, Step step);

    /**
     * Moves the operation on.
     *
     * @throws Superseded when the epoch is not the operation's own any more; nothing was written
     */
    void move(OperationId operation, Epoch epoch, OperationStatus next);

    /** Another worker has taken the operation over: whoever gets this stops at once. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded(OperationId operation, Epoch epoch) {
            super("Operation " + operation + " was taken over from epoch " + epoch.value());
        }
    }
}
