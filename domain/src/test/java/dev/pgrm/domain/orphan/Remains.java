package dev.pgrm.domain.orphan;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.domain.topology.Orphan;
import dev.pgrm.domain.topology.Orphan.Held;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orphans named feed on one source, and operations that have to do with them. */
final class Remains {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final End SOURCE = new End(new DatabaseId(new UUID(1, 1)), "orders");
    static final End TARGET = new End(new DatabaseId(new UUID(1, 2)), "dw");

    private Remains() {}

    static Orphan publication(String... users) {
        return orphan(Leftover.PUBLICATION, null, false, users);
    }

    static Orphan slot(@Nullable Instant inactiveSince, String... users) {
        return slot(Kind.LOGICAL, inactiveSince, false, users);
    }

    static Orphan slot(Kind kind, @Nullable Instant inactiveSince, boolean stale, String... users) {
        var slot = new Slot(
                new SlotName("feed"),
                kind,
                "pgoutput",
                "orders",
                false,
                false,
                null,
                new Lsn(100),
                new Lsn(200),
                "reserved",
                null,
                inactiveSince,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN);
        return orphan(Leftover.SLOT, new Held(slot, null, null), stale, users);
    }

    static Orphan orphan(Leftover what, @Nullable Held held, boolean stale, String... users) {
        return new Orphan(
                what,
                new UUID(2, 1),
                "db-1",
                stale,
                "orders",
                List.of(SOURCE.id()),
                SOURCE.id(),
                what == Leftover.ORIGIN ? "pg_16400" : "feed",
                held,
                "Nobody uses it",
                List.of(users));
    }

    static Operation made(OperationStatus status) {
        var work = new CreateStream(
                SOURCE,
                TARGET,
                new Conninfo(new Endpoint("db-1", 5432), "orders", "prefer", null, null),
                new PublicationSpec(new PublicationName("feed"), true, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName("feed"), new SlotName("feed"), true, true, Options.UNSAID));
        return operation(work, status, NOON, Map.of("slot", "feed", "publication", "feed"));
    }

    /** Wholly. */
    static RemoveStream removal(End source, String slot, String... publications) {
        return removal(source, Leave.NOTHING, slot, publications);
    }

    static RemoveStream removal(End source, Leave leave, String slot, String... publications) {
        return new RemoveStream(
                new LogicalStream(
                        new StreamId(new UUID(4, 1)),
                        slot,
                        source,
                        source.equals(TARGET) ? SOURCE : TARGET,
                        new Subscribed(new Oid(16_403), new SubscriptionName(slot)),
                        new SlotName(slot),
                        List.of(new PublicationName("feed"))),
                leave,
                Stream.of(publications).map(PublicationName::new).toList());
    }

    static Operation streamRemoved(Map<String, String> result) {
        return streamRemoved(removal(SOURCE, "feed", "feed"), result);
    }

    /** @param left steps that could not be done */
    static Operation streamRemoved(RemoveStream work, Map<String, String> result, String... left) {
        Instant at = NOON.plusSeconds(60);
        Operation operation = operation(work, OperationStatus.SUCCEEDED, at, result);
        return operation.with(operation.steps().stream()
                .map(step -> step.end(Set.of(left).contains(step.name()) ? StepStatus.LEFT : StepStatus.DONE, null, at))
                .toList());
    }

    static Operation removed(Leftover what, OperationStatus status, Instant at) {
        return operation(new RemoveLeftover(SOURCE, what, "feed", null), status, at, Map.of());
    }

    private static Operation operation(Work work, OperationStatus status, Instant at, Map<String, String> result) {
        Operation plain = Operation.of(new OperationId(UUID.randomUUID()), work, "ada", at);
        return new Operation(plain.id(), work, "ada", at, status, new Epoch(1), false, plain.steps(), null, result);
    }
}
