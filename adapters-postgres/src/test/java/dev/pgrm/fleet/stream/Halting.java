package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.ForwardingJournal;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A journal over which its worker dies: before a write, so that what was done is not written down, or after it, so that what is written
 * down as begun was not begun.
 */
final class Halting extends ForwardingJournal {
    private final InMemoryJournal journal;
    private final int write;
    private final boolean before;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean halted;

    Halting(InMemoryJournal journal, int write, boolean before) {
        super(journal);
        this.journal = journal;
        this.write = write;
        this.before = before;
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("this worker was killed by a test", null, false, false);
        }
    }

    boolean halted() {
        return halted;
    }

    /** Nobody hears of the dead any more. */
    void release(Operation operation) {
        journal.release(
                operation.id(),
                Objects.requireNonNull(journal.read(operation.id())).epoch());
    }

    private boolean written(BooleanSupplier work) {
        boolean dies = writes.incrementAndGet() == write;
        if (halted || (dies && before)) {
            halted = true;
            throw new Death();
        }
        boolean done = work.getAsBoolean();
        if (dies) {
            halted = true;
            throw new Death();
        }
        return done;
    }

    private void written(Runnable work) {
        written(() -> {
            work.run();
            return true;
        });
    }

    @Override
    protected boolean writing(OperationId operation, BooleanSupplier write) {
        return written(write);
    }

    @Override
    public void turnBack(OperationId operation, Epoch epoch, Trouble why) {
        written(() -> super.turnBack(operation, epoch, why));
    }

    @Override
    public void end(OperationId operation, Epoch epoch, OperationStatus how, Map<String, String> result) {
        written(() -> super.end(operation, epoch, how, result));
    }
}
