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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Singleton
final class PostgresJournal implements Journal {
    private static final Logger log = LoggerFactory.getLogger(PostgresJournal.class);

    private final OperationRows rows;
    private final PostgresTransactions transactions;
    private final Format<Work> format;
    /** Of which the log has told. */
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

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
                .map(row -> operation(row, steps(List.of(row))))
                .orElse(null));
    }

    /** What failed or was undone is left out: somebody must ask for it. */
    @Override
    public List<Operation> claimable() {
        return transactions.within(() -> readable(rows.claimable(PostgresClaims.SILENCE.toMillis())));
    }

    /** What cannot be read takes no place of what can. */
    @Override
    public List<Operation> search(Search search) {
        return transactions.within(() -> {
            var found = new ArrayList<Operation>();
            OperationId after = search.after();
            while (found.size() < search.limit()) {
                int most = search.limit() - found.size();
                List<OperationRow> next = search(search, after, most);
                found.addAll(readable(next));
                if (next.size() < most) {
                    break;
                }
                after = next.getLast().operationId();
            }
            return found;
        });
    }

    private List<OperationRow> search(Search search, @Nullable OperationId after, int most) {
        OperationStatus status = search.status();
        return rows.search(
                search.subject(),
                search.kind(),
                status == null ? null : status.name(),
                after == null ? null : after.value(),
                most);
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
            Operation before = operation(found.getFirst(), steps(found));
            Operation after = change.of(before);
            if (!after.equals(before)) {
                rows.ask(id.value(), after.status(), after.cancelled(), after.error() == null);
                writeAll(after);
            }
            return after;
        });
    }

    private Map<UUID, List<Step>> steps(List<OperationRow> operations) {
        return rows.steps(operations.stream().map(OperationRow::id).toList()).stream()
                .collect(Collectors.groupingBy(
                        StepRow::operationId, Collectors.mapping(StepRow::step, Collectors.toList())));
    }

    private Operation operation(OperationRow row, Map<UUID, List<Step>> steps) {
        return row.with(steps.getOrDefault(row.id(), List.of()), format);
    }

    private List<Operation> readable(List<OperationRow> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Step>> steps = steps(operations);
        var readable = new ArrayList<Operation>();
        for (OperationRow row : operations) {
            try {
                readable.add(operation(row, steps));
            } catch (Unreadable e) {
                if (unreadable.add(row.id())) {
                    log.warn("It is left to programs that can read it: {}", e.getMessage());
                }
            }
        }
        return readable;
    }
}
