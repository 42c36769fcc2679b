package dev.pgrm.domain.operation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One named step of an operation, as its journal tells.
 *
 * @param detail what came of it, for people
 * @param notes what was there before, as undoing it must know
 */
public record Step(
        String name,
        StepStatus status,
        @Nullable String detail,
        Map<String, String> notes,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Step {
        notes = Map.copyOf(notes);
    }

    public enum StepStatus {
        PENDING,
        /** Being done, or being undone when the operation goes back; by a worker that may have died over it. */
        RUNNING,
        DONE,
        FAILED,
        UNDONE,
        /**
         * It could not be undone, or not be done when there was no way back any more; the detail says what is left, and how to remove
         * it by hand.
         */
        LEFT
    }

    public static Step planned(String name) {
        return new Step(name, StepStatus.PENDING, null, Map.of(), null, null);
    }

    /** There is something to undo, or may be. */
    public boolean begun() {
        return switch (status) {
            case RUNNING, DONE, FAILED, LEFT -> true;
            case PENDING, UNDONE -> false;
        };
    }

    /** Begun, after what is there was noted. */
    public Step begin(Instant at, Map<String, String> seen) {
        return new Step(name, StepStatus.RUNNING, null, seen, at, null);
    }

    /** What it does or waits for at present. */
    public Step tell(String now) {
        return new Step(name, status, now, notes, startedAt, finishedAt);
    }

    public Step end(StepStatus how, @Nullable String outcome, Instant at) {
        return new Step(name, how, outcome, notes, startedAt, at);
    }

    /** As it is when somebody wants it tried once more: what is done stays done, and what may be there is known to be ours. */
    public Step again() {
        return switch (status) {
            case DONE, PENDING -> this;
            case UNDONE -> planned(name);
            case RUNNING, FAILED, LEFT -> new Step(name, StepStatus.RUNNING, detail, notes, startedAt, null);
        };
    }
}
