package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.application.operation.Journal.Unreadable;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Work;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("operation")
record OperationRow(
        @Id UUID id,
        String kind,
        String work,
        String requestedBy,
        Instant requestedAt,
        OperationStatus status,
        long epoch,
        boolean cancelled,
        @TypeDef(type = DataType.JSON) @Nullable Map<String, String> error,
        @TypeDef(type = DataType.JSON) Map<String, String> result) {

    static @Nullable Map<String, String> of(@Nullable Trouble error) {
        return error == null
                ? null
                : Map.of("code", error.code(), "message", error.message(), "remedy", error.remedy());
    }

    OperationId operationId() {
        return new OperationId(id);
    }

    private Work work(Format<Work> format) {
        try {
            return format.read(work);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(operationId(), kind, e);
        }
    }

    Operation with(List<Step> steps, Format<Work> format) {
        return new Operation(
                operationId(),
                work(format),
                requestedBy,
                requestedAt,
                status,
                new Epoch(epoch),
                cancelled,
                steps,
                error == null
                        ? null
                        : new Trouble(
                                error.getOrDefault("code", ""),
                                error.getOrDefault("message", ""),
                                error.getOrDefault("remedy", "")),
                result);
    }
}
