package dev.pgrm.domain.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One named step of an operation, as its journal tells. */
public record Step(
        String name,
        StepStatus status,
        @Nullable String detail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public enum StepStatus {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        UNDONE
    }

    public static Step planned(String name) {
        return new Step(name, StepStatus.PENDING, null, null, null);
    }
}
