package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The written record of operations, by which one worker goes on where another was killed. Whoever works on an operation writes with
 * the epoch of its claim; with one that is not the operation's own any more it gets {@link Superseded}, and nothing is written.
 */
public interface Journal {
    void open(Operation operation);

    /** @throws Unreadable when this version cannot read it; so do {@link #cancel} and {@link #retry} */
    @Nullable
    Operation read(OperationId operation);

    /**
     * Those that a worker may claim, oldest first: what waits for nobody, and what was left behind by a worker that is silent. What
     * cannot be read is left to others.
     */
    List<Operation> claimable();

    /** The newest first, without those that cannot be read. */
    List<Operation> search(Search search);

    /** Writes the present state of one step. */
    void write(OperationId operation, Epoch epoch, int stepIndex, Step step);

    /**
     * Writes that a step begins from which there is no way back, unless somebody wants the operation to stop. Of that and {@link #cancel}
     * one comes first, and the other is told.
     *
     * @return whether it begins; else nothing is written
     */
    boolean beginForGood(OperationId operation, Epoch epoch, int stepIndex, Step step);

    /** From now on it goes back, for that reason. */
    void turnBack(OperationId operation, Epoch epoch, Trouble why);

    /**
     * Ends the work on it, for now or for good.
     *
     * @param result what came of it, by name
     */
    void end(OperationId operation, Epoch epoch, OperationStatus how, Map<String, String> result);

    /**
     * Somebody wants it to stop: what waits is over, what runs is told, and what failed is undone once more. Nothing happens to what is
     * {@linkplain Operation#pastStopping past that}.
     *
     * @return how it stands then, or nothing when there is none of that id
     */
    @Nullable
    Operation cancel(OperationId operation);

    /**
     * Somebody wants it to be tried once more: what is done stays done, unless it was undone. Nothing happens to what waits, runs or
     * has succeeded.
     *
     * @return how it stands then, or nothing when there is none of that id
     */
    @Nullable
    Operation retry(OperationId operation);

    /**
     * Which operations.
     *
     * @param subject that it works on, if only those
     * @param kind of work, if only that
     * @param status how it stands, if only those
     * @param after only those that come after that one
     */
    record Search(
            @Nullable String subject,
            @Nullable String kind,
            @Nullable OperationStatus status,
            @Nullable OperationId after,
            int limit) {}

    /** Another version of this program wrote it, and this one does not understand all of it. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(OperationId operation, String kind, IllegalArgumentException why) {
            super("Operation " + operation + " (" + kind + ") cannot be read by this version: " + why.getMessage());
        }
    }

    /** Another worker has taken the operation over: whoever gets this stops at once. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded(OperationId operation, Epoch epoch) {
            super("Operation " + operation + " was taken over from epoch " + epoch.value());
        }
    }
}
