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
 * @param subject what it works on; operations on one subject do not overlap
 * @param parameters what it was asked to do, by name; never a secret
 */
public record Operation(
        OperationId id,
        String kind,
        String subject,
        Map<String, String> parameters,
        String requestedBy,
        Instant requestedAt,
        OperationStatus status,
        Epoch epoch,
        List<Step> steps,
        @Nullable Trouble error) {

    public Operation {
        parameters = Map.copyOf(parameters);
        steps = List.copyOf(steps);
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
