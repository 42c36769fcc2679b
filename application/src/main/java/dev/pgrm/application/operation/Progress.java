package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.OperationId;

/** Tells whoever watches how an operation comes along. Nothing depends on it arriving; the journal is the record. */
public interface Progress {
    void report(OperationId operation, String step, int percent, String detail);
}
