package dev.pgrm.domain.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work on managed databases.
 *
 * @param cancelled somebody wants it to stop
 * @param error why it goes or went back
 * @param result what came of it, by name, such as the id of a stream
 */
public record Operation(
        OperationId id,
        Work work,
        String requestedBy,
        Instant requestedAt,
        OperationStatus status,
        Epoch epoch,
        boolean cancelled,
        List<Step> steps,
        @Nullable Trouble error,
        Map<String, String> result) {

    public Operation {
        steps = List.copyOf(steps);
        result = Map.copyOf(result);
    }

    /** One that waits to be begun. */
    public static Operation of(OperationId id, Work work, String requestedBy, Instant requestedAt) {
        return new Operation(
                id,
                work,
                requestedBy,
                requestedAt,
                OperationStatus.PENDING,
                Epoch.UNCLAIMED,
                false,
                work.plan().stream().map(step -> Step.planned(step.name())).toList(),
                null,
                Map.of());
    }

    public Operation with(List<Step> now) {
        return new Operation(id, work, requestedBy, requestedAt, status, epoch, cancelled, now, error, result);
    }

    public Operation turnedBack(Trouble why) {
        return new Operation(id, work, requestedBy, requestedAt, status, epoch, cancelled, steps, why, result);
    }

    public String kind() {
        return work.kind();
    }

    /**
     * As it is when somebody wants it to stop: what waits is over, unless something of it is there to be undone first; what runs is told,
     * and what failed is to be undone once more.
     */
    public Operation cancel() {
        if (pastStopping()) {
            return this;
        }
        return switch (status) {
            case PENDING -> goesBack() ? this : asked(begun() ? status : OperationStatus.CANCELLED, true, steps, error);
            case RUNNING -> asked(status, true, steps, error);
            case FAILED -> asked(OperationStatus.PENDING, true, steps, error);
            case SUCCEEDED, UNDONE, CANCELLED -> this;
        };
    }

    private boolean begun() {
        return steps.stream().anyMatch(Step::begun);
    }

    /** As it is when somebody wants it to be tried once more. */
    public Operation retry() {
        return status.mayBecome(OperationStatus.PENDING)
                ? asked(
                        OperationStatus.PENDING,
                        false,
                        steps.stream().map(Step::again).toList(),
                        null)
                : this;
    }

    private Operation asked(OperationStatus then, boolean cancel, List<Step> now, @Nullable Trouble why) {
        return new Operation(id, work, requestedBy, requestedAt, then, epoch, cancel, now, why, result);
    }

    /** Its steps are those of the plan, which another version of this program may have drawn up otherwise. */
    public boolean keepsToPlan() {
        return steps.stream()
                .map(Step::name)
                .toList()
                .equals(work.plan().stream().map(PlannedStep::name).toList());
    }

    /** A step from which there is no way back has begun: a wish to stop comes too late. */
    public boolean pastStopping() {
        var wayBack = new WayBack(work.plan(), steps);
        return switch (status) {
            case PENDING, RUNNING -> !goesBack() && wayBack.closing();
            case FAILED -> wayBack.closed();
            case SUCCEEDED, UNDONE, CANCELLED -> false;
        };
    }

    /** What was done is being undone, or is to be when somebody takes it up. */
    public boolean goesBack() {
        return error != null;
    }

    /** The share of steps that are behind it. */
    public int percent() {
        if (status == OperationStatus.SUCCEEDED) {
            return 100;
        }
        long done =
                steps.stream().filter(step -> step.status() == StepStatus.DONE).count();
        return steps.isEmpty() ? 0 : (int) (100 * done / steps.size());
    }
}
