package dev.pgrm.application;

import org.jspecify.annotations.Nullable;

/** What is kept beside the store (live observations, leases, sessions) cannot be reached at present. */
public class CacheUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CacheUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
