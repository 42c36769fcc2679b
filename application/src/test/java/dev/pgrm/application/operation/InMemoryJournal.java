package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal and its claims for tests of what is built on them. */
public final class InMemoryJournal implements Journal, Claims {
    private final Map<OperationId, Operation> operations = new HashMap<>();

    @Override
    public synchronized void open(Operation operation) {
        operations.put(operation.id(), operation);
    }

    @Override
    public synchronized @Nullable Operation read(OperationId operation) {
        return operations.get(operation);
    }

    @Override
    public synchronized List<Operation> claimable() {
        return operations.values().stream()
                .filter(operation -> operation.status() == OperationStatus.RUNNING
                        || (operation.status() == OperationStatus.PENDING && free(operation)))
                .sorted(Comparator.comparing(Operation::requestedAt).thenComparing(Operation::id))
                .toList();
    }

    @Override
    public synchronized @Nullable Epoch claim(OperationId id, Epoch seen, String worker) {
        Operation operation = operations.get(id);
        if (operation == null
                || !operation.epoch().equals(seen)
                || !operation.status().claimable()
                || !free(operation)) {
            return null;
        }
        put(operation, OperationStatus.RUNNING, seen.next(), operation.steps());
        return seen.next();
    }

    @Override
    public synchronized void write(OperationId id, Epoch epoch, int stepIndex, Step step) {
        Operation operation = current(id, epoch);
        var steps = new ArrayList<>(operation.steps());
        steps.set(stepIndex, step);
        put(operation, operation.status(), epoch, steps);
    }

    @Override
    public synchronized void move(OperationId id, Epoch epoch, OperationStatus next) {
        Operation operation = current(id, epoch);
        if (!operation.status().mayBecome(next)) {
            throw new IllegalStateException(
                    "Operation " + id + " is " + operation.status() + " and may not become " + next);
        }
        put(operation, next, epoch, operation.steps());
    }

    private boolean free(Operation operation) {
        return operations.values().stream()
                .noneMatch(other -> other.status() == OperationStatus.RUNNING
                        && other.subject().equals(operation.subject())
                        && !other.id().equals(operation.id()));
    }

    private Operation current(OperationId id, Epoch epoch) {
        Operation operation = operations.get(id);
        if (operation == null || !operation.epoch().equals(epoch)) {
            throw new Superseded(id, epoch);
        }
        return operation;
    }

    private void put(Operation old, OperationStatus status, Epoch epoch, List<Step> steps) {
        operations.put(
                old.id(),
                new Operation(
                        old.id(),
                        old.kind(),
                        old.subject(),
                        old.parameters(),
                        old.requestedBy(),
                        old.requestedAt(),
                        status,
                        epoch,
                        steps,
                        old.error()));
    }
}
