package dev.pgrm.application.operation;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import java.util.Map;
import java.util.function.Supplier;

/** What one worker writes of an operation, as long as it is the worker's. */
record OurPages(OperationId id, Epoch epoch, Journal journal, Patience patience) {
    void write(int number, Step step) {
        stored(() -> journal.write(id, epoch, number, step));
    }

    boolean beginForGood(int number, Step step) {
        return stored(() -> journal.beginForGood(id, epoch, number, step));
    }

    void turnBack(Trouble why) {
        stored(() -> journal.turnBack(id, epoch, why));
    }

    void end(OperationStatus how, Map<String, String> result) {
        stored(() -> journal.end(id, epoch, how, result));
    }

    /** Whoever goes leaves the operation as it stands: another looks for itself. */
    void requireOurs() {
        if (patience.over()) {
            throw new Superseded(id, epoch);
        }
    }

    private void stored(Runnable write) {
        stored(() -> {
            write.run();
            return true;
        });
    }

    /** A store that is away is waited for: nothing may happen that is not written. */
    private <T> T stored(Supplier<T> write) {
        while (true) {
            requireOurs();
            try {
                return write.get();
            } catch (StoreUnavailable e) {
                patience.pause();
            }
        }
    }
}
