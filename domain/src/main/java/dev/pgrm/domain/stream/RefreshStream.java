package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import java.util.List;

/**
 * Lets a subscription know which tables are published by now.
 *
 * @param copyData whether the rows of those that are new to it are copied
 */
public record RefreshStream(LogicalStream stream, boolean copyData) implements WorkAtTarget {
    public static final String KIND = "stream.refresh";
    public static final String REFRESH = "Refresh the subscription";

    public RefreshStream {
        stream.requireTarget();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PlannedStep> plan() {
        return List.of(new PlannedStep(REFRESH, List.of(atTarget(statements().refresh(copyData))), List.of()));
    }
}
