package dev.pgrm.domain.operation;

/**
 * Where an operation stands.
 *
 * <pre>
 * pending   -> running (claimed), cancelled (before anybody claimed it)
 * running   -> succeeded, undone (failed, and all undone), cancelled (and all undone), failed (something could not be
 *              undone), running (taken over by another worker)
 * failed    -> pending (to be tried again, or to be undone again)
 * undone, cancelled -> pending (to be tried again)
 * succeeded: the end
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
            case FAILED, UNDONE, CANCELLED -> next == PENDING;
            case SUCCEEDED -> false;
        };
    }

    public boolean claimable() {
        return mayBecome(RUNNING);
    }

    /** Nothing more happens to it unless somebody asks for it. */
    public boolean over() {
        return !claimable();
    }
}
