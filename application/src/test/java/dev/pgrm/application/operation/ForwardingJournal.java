package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A journal that is another one, for tests in which some of it goes wrong. */
public class ForwardingJournal implements Journal {
    private final Journal journal;

    protected ForwardingJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void open(Operation operation) {
        journal.open(operation);
    }

    @Override
    public @Nullable Operation read(OperationId operation) {
        return journal.read(operation);
    }

    @Override
    public List<Operation> claimable() {
        return journal.claimable();
    }

    @Override
    public List<Operation> search(Search search) {
        return journal.search(search);
    }

    @Override
    public void write(OperationId operation, Epoch epoch, int stepIndex, Step step) {
        writing(operation, () -> {
            journal.write(operation, epoch, stepIndex, step);
            return true;
        });
    }

    @Override
    public boolean beginForGood(OperationId operation, Epoch epoch, int stepIndex, Step step) {
        return writing(operation, () -> journal.beginForGood(operation, epoch, stepIndex, step));
    }

    /** Whatever is written of a step goes through here. */
    protected boolean writing(OperationId operation, BooleanSupplier write) {
        return write.getAsBoolean();
    }

    @Override
    public void turnBack(OperationId operation, Epoch epoch, Trouble why) {
        journal.turnBack(operation, epoch, why);
    }

    @Override
    public void end(OperationId operation, Epoch epoch, OperationStatus how, Map<String, String> result) {
        journal.end(operation, epoch, how, result);
    }

    @Override
    public @Nullable Operation cancel(OperationId operation) {
        return journal.cancel(operation);
    }

    @Override
    public @Nullable Operation retry(OperationId operation) {
        return journal.retry(operation);
    }
}
