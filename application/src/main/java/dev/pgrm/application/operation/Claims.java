package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * Who works on an operation. A claim raises the epoch by compare-and-set, so of several workers one gets it, and everybody
 * before is superseded.
 */
public interface Claims {
    /**
     * Claims the operation.
     *
     * @param seen the epoch that was read when deciding to claim
     * @return the claimant's epoch, or nothing when somebody else was faster or the operation cannot be claimed
     */
    @Nullable
    Epoch claim(OperationId operation, Epoch seen, String worker);
}
