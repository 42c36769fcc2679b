package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep.Script;
import org.jspecify.annotations.Nullable;

/** Work on a subscription that there is, which does not touch its source. */
public sealed interface WorkAtTarget extends StreamWork permits PauseStream, RefreshStream, ResumeStream {
    LogicalStream stream();

    @Override
    default @Nullable End source() {
        return null;
    }

    @Override
    default End target() {
        return stream().requireTarget();
    }

    default SubscriptionStatements statements() {
        return stream().requireSubscription().statements();
    }

    default Script atTarget(String sql) {
        return StreamWork.at(target(), sql);
    }
}
