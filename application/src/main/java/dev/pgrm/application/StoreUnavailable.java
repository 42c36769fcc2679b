package dev.pgrm.application;

/** The store cannot be reached, or is not ready yet. Nothing was changed, and trying again later is right. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailable(String message) {
        super(message);
    }
}
