package dev.pgrm.application.operation;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Runbook;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations as people see them, stop them, and have them tried once more. */
public final class Overseeing {
    private final Journal journal;
    private final Transactions transactions;
    private final Authorization authorization;
    private final Audit audit;
    private final Announcing announcing;
    private final Clock clock;

    public Overseeing(
            Journal journal,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            Announcing announcing,
            Clock clock) {
        this.journal = journal;
        this.transactions = transactions;
        this.authorization = authorization;
        this.audit = audit;
        this.announcing = announcing;
        this.clock = clock;
    }

    /** There is no such operation. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(OperationId id) {
            super("No operation has the id " + id);
        }
    }

    /** It does not stand so that this could be done with it. */
    public static final class Untimely extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Untimely(OperationId id, String standing, String wish) {
            super("Operation " + id + " " + standing + ", so it cannot be " + wish);
        }

        Untimely(Operation operation, String wish) {
            this(operation.id(), "is " + Words.of(operation.status()), wish);
        }

        static Untimely pastStopping(Operation operation) {
            return new Untimely(operation.id(), "has begun a step from which there is no way back", "cancelled");
        }
    }

    public List<Operation> search(Actor actor, Search search) {
        authorization.require(actor, Authorization.Act.SEE);
        return journal.search(search);
    }

    public Operation read(Actor actor, OperationId id) {
        authorization.require(actor, Authorization.Act.SEE);
        return known(id, journal.read(id));
    }

    /** As a script for psql, to be done or undone by hand. */
    public String runbook(Actor actor, OperationId id) {
        return Runbook.of(read(actor, id));
    }

    /**
     * What waits is over, what runs goes back, and what failed is undone once more. What goes back already goes on doing so; what has
     * begun a step from which there is no way back is refused.
     */
    public Operation cancel(Actor actor, OperationId id) {
        authorization.require(actor, Authorization.Act.OPERATE);
        return asked(() -> {
            Operation before = known(id, journal.read(id));
            if (before.status() == OperationStatus.SUCCEEDED || before.status() == OperationStatus.UNDONE) {
                throw new Untimely(before, "cancelled");
            }
            Operation after = known(id, journal.cancel(id));
            if (after.pastStopping()) {
                throw Untimely.pastStopping(after);
            }
            if (!after.equals(before)) {
                note(actor, "operation.cancelled", before);
            }
            return after;
        });
    }

    /**
     * What is done stays done, unless it was undone. Where a password goes out to an address that somebody named, it takes that person
     * or an administrator.
     */
    public Operation retry(Actor actor, OperationId id) {
        authorization.require(actor, Authorization.Act.OPERATE);
        return asked(() -> {
            Operation before = known(id, journal.read(id));
            if (!before.status().mayBecome(OperationStatus.PENDING)) {
                throw new Untimely(before, "tried again");
            }
            if (before.work().sendsPassword() && !before.requestedBy().equals(actor.name())) {
                authorization.require(actor, Authorization.Act.CHANGE_REGISTRY);
            }
            note(actor, "operation.retried", before);
            return known(id, journal.retry(id));
        });
    }

    private Operation asked(Supplier<Operation> act) {
        Operation after = transactions.within(act);
        announcing.waits(after);
        return after;
    }

    private void note(Actor actor, String act, Operation before) {
        audit.record(new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor.name(),
                act,
                before.id().toString(),
                Map.of("kind", before.kind(), "was", Words.of(before.status()))));
    }

    private static Operation known(OperationId id, @Nullable Operation operation) {
        if (operation == null) {
            throw new Unknown(id);
        }
        return operation;
    }
}
