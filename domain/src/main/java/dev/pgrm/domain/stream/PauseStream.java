package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import java.util.List;

/** Stops a subscription; its slot goes on holding the source's log back. */
public record PauseStream(LogicalStream stream) implements WorkAtTarget {
    public static final String KIND = "stream.pause";
    public static final String STOP = "Stop the subscription";

    public PauseStream {
        stream.requireTarget();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PlannedStep> plan() {
        return List.of(new PlannedStep(
                STOP,
                List.of(atTarget(statements().disable())),
                List.of(atTarget(statements().enable()))));
    }
}
