package dev.pgrm.fleet.stream;

import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier attempts at an operation came to: between the end of one and the next, anybody may have cleaned up by hand, and made anew
 * what has the same names.
 *
 * @param steps as they stood when the operation was taken up
 */
record Earlier(List<Step> steps) {
    /** Each attempt begins with its first step, and what was left by one is not begun anew by the next. */
    boolean left(String name) {
        Step step = step(name);
        if (step == null || !step.begun()) {
            return false;
        }
        Instant first = steps.getFirst().startedAt();
        Instant then = step.startedAt();
        return step.status() == StepStatus.LEFT || first == null || then == null || then.isBefore(first);
    }

    /** Also if it was undone since. */
    boolean began(String name) {
        Step step = step(name);
        return step != null && step.startedAt() != null;
    }

    Map<String, String> notes(String name) {
        Step step = step(name);
        return step == null ? Map.of() : step.notes();
    }

    private @Nullable Step step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
