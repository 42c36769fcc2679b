package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops a subscription; its slot goes on holding the source's log back. */
public record PauseStream(LogicalStream stream) implements StreamWork {
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
        return List.of(new PlannedStep(
                STOP,
                List.of(StreamWork.at(target(), statements.disable())),
                List.of(StreamWork.at(target(), statements.enable()))));
    }
}
