package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import java.util.List;

/** Starts a subscription that was stopped. */
public record ResumeStream(LogicalStream stream) implements WorkAtTarget {
    public static final String KIND = "stream.resume";

    public ResumeStream {
        stream.requireTarget();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PlannedStep> plan() {
        return List.of(
                new PlannedStep(
                        CreateStream.START,
                        List.of(atTarget(statements().enable())),
                        List.of(atTarget(statements().disable()))),
                PlannedStep.looking(CreateStream.FLOW));
    }
}
