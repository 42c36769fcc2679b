package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.OperationId;
import java.util.function.Consumer;

/** Tells whoever watches how an operation comes along. Nothing depends on it arriving; the journal is the record. */
public interface Progress {
    void report(OperationId operation, String step, int percent, String detail);

    /**
     * Hands on what is reported, here or elsewhere.
     *
     * @param missed runs when reports may have got lost
     */
    void listen(Consumer<Report> listener, Runnable missed);

    record Report(OperationId operation, String step, int percent, String detail) {}
}
