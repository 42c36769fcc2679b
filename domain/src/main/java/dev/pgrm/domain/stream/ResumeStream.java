package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a subscription that was stopped. */
public record ResumeStream(LogicalStream stream) implements StreamWork {
    public static final String KIND = "stream.resume";

    public ResumeStream {
        stream.requireTarget();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable End source() {
        return null;
    }

    @Override
    public End target() {
        return stream.requireTarget();
    }

    @Override
    public List<PlannedStep> plan() {
        var statements = stream.requireSubscription().statements();
        return List.of(
                new PlannedStep(
                        CreateStream.START,
                        List.of(StreamWork.at(target(), statements.enable())),
                        List.of(StreamWork.at(target(), statements.disable()))),
                PlannedStep.looking(CreateStream.FLOW));
    }
}
