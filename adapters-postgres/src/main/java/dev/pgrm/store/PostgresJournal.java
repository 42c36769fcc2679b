package dev.pgrm.store;

import dev.pgrm.application.operation.Journal;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresJournal implements Journal {
    private final OperationRows rows;
    private final PostgresTransactions transactions;

    PostgresJournal(OperationRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public void open(Operation operation) {
        transactions.run(() -> {
            rows.save(OperationRow.of(operation));
            List<Step> steps = operation.steps();
            for (int i = 0; i < steps.size(); i++) {
                write(operation.id(), operation.epoch(), i, steps.get(i));
            }
        });
    }

    @Override
    public @Nullable Operation read(OperationId operation) {
        List<Operation> found = transactions.within(
                () -> withSteps(rows.findById(operation.value()).stream().toList()));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** What failed or was undone is left out: somebody must ask for a retry, which then claims it by its id. */
    @Override
    public List<Operation> claimable() {
        return transactions.within(() -> withSteps(rows.claimable()));
    }

    @Override
    public void write(OperationId operation, Epoch epoch, int stepIndex, Step step) {
        int written = transactions.within(() -> rows.write(
                operation.value(),
                epoch.value(),
                stepIndex,
                step.name(),
                step.status(),
                step.detail(),
                step.startedAt(),
                step.finishedAt()));
        if (written == 0) {
            throw new Superseded(operation, epoch);
        }
    }

    @Override
    public void move(OperationId operation, Epoch epoch, OperationStatus next) {
        transactions.run(() -> {
            if (rows.move(operation.value(), epoch.value(), next, before(next)) == 0) {
                throw refused(operation, epoch, next);
            }
        });
    }

    private RuntimeException refused(OperationId operation, Epoch epoch, OperationStatus next) {
        return rows.findById(operation.value())
                .filter(row -> row.epoch() == epoch.value())
                .<RuntimeException>map(row -> new IllegalStateException(
                        "Operation " + operation + " is " + row.status() + " and may not become " + next))
                .orElseGet(() -> new Superseded(operation, epoch));
    }

    private static List<OperationStatus> before(OperationStatus next) {
        return Arrays.stream(OperationStatus.values())
                .filter(status -> status.mayBecome(next))
                .toList();
    }

    private List<Operation> withSteps(List<OperationRow> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        var steps = rows.steps(operations.stream().map(OperationRow::id).toList()).stream()
                .collect(Collectors.groupingBy(
                        StepRow::operationId, Collectors.mapping(StepRow::step, Collectors.toList())));
        return operations.stream()
                .map(row -> row.with(steps.getOrDefault(row.id(), List.of())))
                .toList();
    }
}
