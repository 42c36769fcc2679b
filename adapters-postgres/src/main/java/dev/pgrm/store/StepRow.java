package dev.pgrm.store;

import dev.pgrm.domain.operation.Step;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record StepRow(
        UUID operationId,
        String name,
        Step.StepStatus status,
        @Nullable String detail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    Step step() {
        return new Step(name, status, detail, startedAt, finishedAt);
    }
}
