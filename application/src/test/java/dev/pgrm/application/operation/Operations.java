package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Operations to begin a test with: streams from one source to the target of that name. */
public final class Operations {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Operations() {}

    public static Operation pending(String target) {
        return on(target, OperationStatus.PENDING, NOON);
    }

    public static Operation on(String target, OperationStatus status, Instant requestedAt) {
        Operation operation = Operation.of(new OperationId(UUID.randomUUID()), stream(target), "ada", requestedAt);
        return new Operation(
                operation.id(),
                operation.work(),
                operation.requestedBy(),
                requestedAt,
                status,
                Epoch.UNCLAIMED,
                false,
                operation.steps(),
                status == OperationStatus.FAILED ? new Trouble("refused", "It said no", "Ask again") : null,
                Map.of());
    }

    /** One whose only step is for good. */
    public static Operation removal() {
        var work = new RemoveLeftover(end("source"), Leftover.SLOT, "feed", null);
        return Operation.of(new OperationId(UUID.randomUUID()), work, "ada", NOON);
    }

    /** Each target has a source of its own. */
    public static CreateStream stream(String target) {
        return new CreateStream(
                end("source of " + target),
                end(target),
                new Conninfo(new Endpoint("db-1", 5432), "shop", "prefer", null, null),
                new PublicationSpec(new PublicationName("everything"), true, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName("feed"), new SlotName("feed"), true, true, Options.UNSAID));
    }

    private static End end(String name) {
        return new End(new DatabaseId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))), name);
    }
}
