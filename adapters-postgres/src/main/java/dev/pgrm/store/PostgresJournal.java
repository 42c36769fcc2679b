package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Work;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresJournal implements Journal {
    private final OperationRows rows;
    private final PostgresTransactions transactions;
    private final Format<Work> format;

    PostgresJournal(OperationRows rows, PostgresTransactions transactions, Format<Work> format) {
        this.rows = rows;
        this.transactions = transactions;
        this.format = format;
    }

    @Override
    public void open(Operation operation) {
        transactions.run(() -> {
            rows.add(
                    operation.id().value(),
                    operation.kind(),
                    format.write(operation.work()),
                    new TreeSet<>(operation.work().subjects()),
                    operation.requestedBy(),
                    operation.requestedAt(),
                    operation.status(),
                    operation.epoch().value(),
                    operation.cancelled(),
                    OperationRow.of(operation.error()),
                    operation.result());
            writeAll(operation);
        });
    }

    private void writeAll(Operation operation) {
        List<Step> steps = operation.steps();
        for (int i = 0; i < steps.size(); i++) {
            write(operation.id(), operation.epoch(), i, steps.get(i));
        }
    }

    @Override
    public @Nullable Operation read(OperationId operation) {
        return transactions.within(() -> rows.find(operation.value())
                .map(row -> withSteps(List.of(row)).getFirst())
                .orElse(null));
    }

    /** What failed or was undone is left out: somebody must ask for it. */
    @Override
    public List<Operation> claimable() {
        return transactions.within(() -> withSteps(rows.claimable(PostgresClaims.SILENCE.toMillis())));
    }

    @Override
    public List<Operation> search(Search search) {
        OperationStatus status = search.status();
        OperationId after = search.after();
        return transactions.within(() -> withSteps(rows.search(
                search.subject(),
                search.kind(),
                status == null ? null : status.name(),
                after == null ? null : after.value(),
                search.limit())));
    }

    @Override
    public void write(OperationId operation, Epoch epoch, int stepIndex, Step step) {
        if (!transactions.within(() -> written(operation, epoch, stepIndex, step, false))) {
            throw new Superseded(operation, epoch);
        }
    }

    @Override
    public boolean beginForGood(OperationId operation, Epoch epoch, int stepIndex, Step step) {
        return transactions.within(() -> {
            boolean begins = written(operation, epoch, stepIndex, step, true);
            if (!begins && !isOf(operation, epoch)) {
                throw new Superseded(operation, epoch);
            }
            return begins;
        });
    }

    private boolean written(OperationId operation, Epoch epoch, int stepIndex, Step step, boolean unlessCancelled) {
        return rows.write(
                        operation.value(),
                        epoch.value(),
                        stepIndex,
                        step.name(),
                        step.status(),
                        step.detail(),
                        step.notes(),
                        step.startedAt(),
                        step.finishedAt(),
                        unlessCancelled)
                == 1;
    }

    private boolean isOf(OperationId operation, Epoch epoch) {
        return rows.find(operation.value())
                .filter(row -> row.epoch() == epoch.value())
                .isPresent();
    }

    @Override
    public void turnBack(OperationId operation, Epoch epoch, Trouble why) {
        Map<String, String> error = Objects.requireNonNull(OperationRow.of(why));
        if (transactions.within(() -> rows.turnBack(operation.value(), epoch.value(), error)) == 0) {
            throw new Superseded(operation, epoch);
        }
    }

    @Override
    public void end(OperationId operation, Epoch epoch, OperationStatus how, Map<String, String> result) {
        transactions.run(() -> {
            if (rows.end(operation.value(), epoch.value(), how, result, before(how)) == 0) {
                throw refused(operation, epoch, how);
            }
            rows.letGo(operation.value());
        });
    }

    private RuntimeException refused(OperationId operation, Epoch epoch, OperationStatus next) {
        return rows.find(operation.value())
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

    @Override
    public @Nullable Operation cancel(OperationId operation) {
        return change(operation, Operation::cancel);
    }

    @Override
    public @Nullable Operation retry(OperationId operation) {
        return change(operation, Operation::retry);
    }

    private interface Change {
        Operation of(Operation operation);
    }

    private @Nullable Operation change(OperationId id, Change change) {
        return transactions.within(() -> {
            List<OperationRow> found = rows.lock(id.value()).stream().toList();
            if (found.isEmpty()) {
                return null;
            }
            Operation before = withSteps(found).getFirst();
            Operation after = change.of(before);
            if (!after.equals(before)) {
                rows.ask(id.value(), after.status(), after.cancelled(), after.error() == null);
                writeAll(after);
            }
            return after;
        });
    }

    private List<Operation> withSteps(List<OperationRow> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = operations.stream().map(OperationRow::id).toList();
        var steps = rows.steps(ids).stream()
                .collect(Collectors.groupingBy(
                        StepRow::operationId, Collectors.mapping(StepRow::step, Collectors.toList())));
        return operations.stream()
                .map(row -> row.with(steps.getOrDefault(row.id(), List.of()), format))
                .toList();
    }
}
