package dev.pgrm.redis;

import org.jspecify.annotations.Nullable;

/** Redis cannot be reached at present, or refused. The link goes on trying by itself. */
public final class RedisUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
