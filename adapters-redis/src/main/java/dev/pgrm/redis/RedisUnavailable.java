package dev.pgrm.redis;

import dev.pgrm.application.CacheUnavailable;
import org.jspecify.annotations.Nullable;

/** Redis cannot be reached at present, or refused. The link goes on trying by itself. */
public final class RedisUnavailable extends CacheUnavailable {
    private static final long serialVersionUID = 1L;

    RedisUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
