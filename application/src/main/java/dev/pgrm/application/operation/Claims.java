package dev.pgrm.application.operation;

import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * Who works on an operation. A claim raises the epoch by compare-and-set, so of several workers one gets it, and everybody before is
 * superseded. Of operations that share a subject one runs at a time.
 */
public interface Claims {
    /**
     * Claims the operation.
     *
     * @param seen the epoch that was read when deciding to claim
     * @return the claimant's epoch, or nothing when somebody else was faster, works on a subject of it, or it cannot be claimed
     */
    @Nullable
    Epoch claim(OperationId operation, Epoch seen, WorkerId worker);

    /** Says that its worker lives, and hears what became of it meanwhile. */
    Pulse beat(OperationId operation, Epoch epoch);

    /** Its worker goes, so that another may take it over at once. */
    void release(OperationId operation, Epoch epoch);

    enum Pulse {
        OURS,
        /** Ours, and somebody wants it to stop. */
        CANCELLED,
        /** Another's. */
        SUPERSEDED
    }
}
