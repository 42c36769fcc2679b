package dev.pgrm.domain.operation;

import dev.pgrm.domain.operation.Step.StepStatus;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Whether what was done so far can still be undone.
 *
 * @param steps as they stand at any time
 */
public record WayBack(List<PlannedStep> plan, List<Step> steps) {
    /** Something was done for good: what comes after that is done, or else left. */
    public boolean closed() {
        return anyForGood(step -> step.status() == StepStatus.DONE);
    }

    /** Something was done for good, or may have been: whoever wants it stopped comes too late. */
    public boolean closing() {
        return anyForGood(Step::begun);
    }

    /** With the beginning of that step it closes. */
    public boolean closesWith(int number) {
        return plan.get(number).forGood() && !closing();
    }

    private boolean anyForGood(Predicate<Step> stands) {
        return IntStream.range(0, Math.min(plan.size(), steps.size()))
                .anyMatch(number -> plan.get(number).forGood() && stands.test(steps.get(number)));
    }
}
