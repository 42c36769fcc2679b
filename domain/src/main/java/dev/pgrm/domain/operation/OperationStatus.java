package dev.pgrm.domain.operation;

/**
 * Where an operation stands.
 *
 * <pre>
 * pending   -> running (claimed), cancelled (before anybody claimed it)
 * running   -> succeeded, undone (failed or cancelled, and all undone), failed (something could not be undone),
 *              cancelled (cancelled with nothing done yet), running (taken over by another worker)
 * failed    -> running (retried or resumed)
 * undone    -> running (retried)
 * succeeded, cancelled: the end
 * </pre>
 */
public enum OperationStatus {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNDONE,
    CANCELLED;

    public boolean mayBecome(OperationStatus next) {
        return switch (this) {
            case PENDING -> next == RUNNING || next == CANCELLED;
            case RUNNING -> next != PENDING;
            case FAILED, UNDONE -> next == RUNNING;
            case SUCCEEDED, CANCELLED -> false;
        };
    }

    public boolean claimable() {
        return mayBecome(RUNNING);
    }
}
