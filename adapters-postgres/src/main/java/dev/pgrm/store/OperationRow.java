package dev.pgrm.store;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
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
        String subject,
        @TypeDef(type = DataType.JSON) Map<String, String> parameters,
        String requestedBy,
        Instant requestedAt,
        OperationStatus status,
        long epoch,
        @TypeDef(type = DataType.JSON) @Nullable Map<String, String> error) {

    static OperationRow of(Operation operation) {
        Trouble error = operation.error();
        return new OperationRow(
                operation.id().value(),
                operation.kind(),
                operation.subject(),
                operation.parameters(),
                operation.requestedBy(),
                operation.requestedAt(),
                operation.status(),
                operation.epoch().value(),
                error == null
                        ? null
                        : Map.of("code", error.code(), "message", error.message(), "remedy", error.remedy()));
    }

    Operation with(List<Step> steps) {
        return new Operation(
                new OperationId(id),
                kind,
                subject,
                parameters,
                requestedBy,
                requestedAt,
                status,
                new Epoch(epoch),
                steps,
                error == null
                        ? null
                        : new Trouble(
                                error.getOrDefault("code", ""),
                                error.getOrDefault("message", ""),
                                error.getOrDefault("remedy", "")));
    }
}
