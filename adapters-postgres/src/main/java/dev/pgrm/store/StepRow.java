package dev.pgrm.store;

import dev.pgrm.domain.operation.Step;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record StepRow(
        UUID operationId,
        String name,
        Step.StepStatus status,
        @Nullable String detail,
        @TypeDef(type = DataType.JSON) Map<String, String> notes,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    Step step() {
        return new Step(name, status, detail, notes, startedAt, finishedAt);
    }
}
