package dev.pgrm.application.operation;

import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A journal and its claims for tests of what is built on them. A worker is silent once it has let go. */
public final class InMemoryJournal implements Journal, Claims {
    private final Map<OperationId, Operation> operations = new HashMap<>();
    private final Map<OperationId, WorkerId> heard = new HashMap<>();
    private int beats;

    /** How often any worker was heard of. */
    public synchronized int beats() {
        return beats;
    }

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
                .filter(operation ->
                        (operation.status() == OperationStatus.RUNNING && !heard.containsKey(operation.id()))
                                || (operation.status() == OperationStatus.PENDING && free(operation)))
                .sorted(Comparator.comparing(Operation::requestedAt).thenComparing(Operation::id))
                .toList();
    }

    @Override
    public synchronized List<Operation> search(Search search) {
        List<Operation> newestFirst = operations.values().stream()
                .filter(each ->
                        search.subject() == null || each.work().subjects().contains(search.subject()))
                .filter(each -> search.kind() == null || each.kind().equals(search.kind()))
                .filter(each -> search.status() == null || each.status() == search.status())
                .sorted(Comparator.comparing(Operation::requestedAt)
                        .thenComparing(Operation::id)
                        .reversed())
                .toList();
        int after = newestFirst.stream().map(Operation::id).toList().indexOf(search.after());
        return newestFirst.stream().skip(after + 1L).limit(search.limit()).toList();
    }

    @Override
    public synchronized @Nullable Epoch claim(OperationId id, Epoch seen, WorkerId worker) {
        Operation operation = operations.get(id);
        if (operation == null
                || !operation.epoch().equals(seen)
                || !operation.status().claimable()
                || (operation.status() == OperationStatus.RUNNING
                        && !worker.equals(Objects.requireNonNullElse(heard.get(id), worker)))
                || !free(operation)) {
            return null;
        }
        heard.put(id, worker);
        put(operation, OperationStatus.RUNNING, seen.next(), operation.steps(), operation.error(), Map.of());
        return seen.next();
    }

    @Override
    public synchronized Pulse beat(OperationId id, Epoch epoch) {
        beats++;
        Operation operation = operations.get(id);
        if (operation == null || !operation.epoch().equals(epoch) || operation.status() != OperationStatus.RUNNING) {
            return Pulse.SUPERSEDED;
        }
        return operation.cancelled() ? Pulse.CANCELLED : Pulse.OURS;
    }

    @Override
    public synchronized void release(OperationId id, Epoch epoch) {
        Operation operation = operations.get(id);
        if (operation != null && operation.epoch().equals(epoch)) {
            heard.remove(id);
        }
    }

    @Override
    public synchronized void write(OperationId id, Epoch epoch, int stepIndex, Step step) {
        Operation operation = current(id, epoch);
        var steps = new ArrayList<>(operation.steps());
        steps.set(stepIndex, step);
        put(operation, operation.status(), epoch, steps, operation.error(), operation.result());
    }

    @Override
    public synchronized boolean beginForGood(OperationId id, Epoch epoch, int stepIndex, Step step) {
        boolean begins = !current(id, epoch).cancelled();
        if (begins) {
            write(id, epoch, stepIndex, step);
        }
        return begins;
    }

    @Override
    public synchronized void turnBack(OperationId id, Epoch epoch, Trouble why) {
        Operation operation = current(id, epoch);
        if (operation.status() != OperationStatus.RUNNING) {
            throw new Superseded(id, epoch);
        }
        put(operation, operation.status(), epoch, operation.steps(), why, operation.result());
    }

    @Override
    public synchronized void end(OperationId id, Epoch epoch, OperationStatus how, Map<String, String> result) {
        Operation operation = current(id, epoch);
        if (!operation.status().mayBecome(how)) {
            throw new IllegalStateException(
                    "Operation " + id + " is " + operation.status() + " and may not become " + how);
        }
        put(operation, how, epoch, operation.steps(), operation.error(), result);
    }

    @Override
    public synchronized @Nullable Operation cancel(OperationId id) {
        return change(id, Operation::cancel);
    }

    @Override
    public synchronized @Nullable Operation retry(OperationId id) {
        return change(id, Operation::retry);
    }

    private @Nullable Operation change(OperationId id, UnaryOperator<Operation> change) {
        return operations.computeIfPresent(id, (_, operation) -> change.apply(operation));
    }

    private boolean free(Operation operation) {
        return operations.values().stream()
                .noneMatch(other -> other.status() == OperationStatus.RUNNING
                        && !other.id().equals(operation.id())
                        && !Collections.disjoint(
                                other.work().subjects(), operation.work().subjects()));
    }

    private Operation current(OperationId id, Epoch epoch) {
        Operation operation = operations.get(id);
        if (operation == null || !operation.epoch().equals(epoch)) {
            throw new Superseded(id, epoch);
        }
        return operation;
    }

    private void put(
            Operation old,
            OperationStatus status,
            Epoch epoch,
            List<Step> steps,
            @Nullable Trouble error,
            Map<String, String> result) {
        operations.put(
                old.id(),
                new Operation(
                        old.id(),
                        old.work(),
                        old.requestedBy(),
                        old.requestedAt(),
                        status,
                        epoch,
                        old.cancelled(),
                        steps,
                        error,
                        result));
    }
}
