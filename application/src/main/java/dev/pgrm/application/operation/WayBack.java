package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Whether what was done so far can still be undone. */
record WayBack(List<PlannedStep> plan, List<Step> steps) {
    /** Something was done for good: what comes after that is done, or else left. */
    boolean closed() {
        return anyForGood(step -> step.status() == StepStatus.DONE);
    }

    /** Something was done for good, or may have been: whoever wants it stopped comes too late. */
    boolean closing() {
        return anyForGood(Step::begun);
    }

    private boolean anyForGood(Predicate<Step> stands) {
        return IntStream.range(0, steps.size())
                .anyMatch(number -> plan.get(number).forGood() && stands.test(steps.get(number)));
    }
}
