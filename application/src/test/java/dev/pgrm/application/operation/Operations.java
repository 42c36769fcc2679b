package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Operations to begin a test with. */
public final class Operations {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Operations() {}

    public static Operation pending(String subject) {
        return on(subject, OperationStatus.PENDING, NOON);
    }

    public static Operation on(String subject, OperationStatus status, Instant requestedAt) {
        return new Operation(
                new OperationId(UUID.randomUUID()),
                "stream.create",
                subject,
                Map.of("publication", "everything"),
                "ada",
                requestedAt,
                status,
                Epoch.UNCLAIMED,
                List.of(Step.planned("create publication"), Step.planned("create subscription")),
                status == OperationStatus.FAILED ? new Trouble("refused", "It said no", "Ask again") : null);
    }
}
