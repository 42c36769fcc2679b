package dev.pgrm.application.operation;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.Work;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes down work that somebody wants done, and who wants it; then tells the workers. */
public final class Commissioning {
    private final Journal journal;
    private final Transactions transactions;
    private final Audit audit;
    private final Announcing announcing;
    private final Clock clock;

    public Commissioning(Journal journal, Transactions transactions, Audit audit, Announcing announcing, Clock clock) {
        this.journal = journal;
        this.transactions = transactions;
        this.audit = audit;
        this.announcing = announcing;
        this.clock = clock;
    }

    /** Work as it is to be written down, and what the audit says of it. */
    public record Order(Work work, Map<String, String> described) {
        public Order {
            described = Map.copyOf(described);
        }
    }

    public Operation commission(Actor actor, Work work, Map<String, String> described) {
        return commission(actor, () -> new Order(work, described));
    }

    /** @param order is made within the same transaction, with all that has to be there for it */
    public Operation commission(Actor actor, Supplier<Order> order) {
        Operation operation = transactions.within(() -> open(actor, order.get()));
        announcing.waits(operation);
        return operation;
    }

    private Operation open(Actor actor, Order order) {
        Operation operation = Operation.of(
                new OperationId(UUID.randomUUID()),
                order.work(),
                actor.name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        journal.open(operation);
        audit.record(new AuditEntry(
                operation.requestedAt(),
                actor.name(),
                operation.kind() + ".requested",
                operation.id().toString(),
                order.described()));
        return operation;
    }
}
