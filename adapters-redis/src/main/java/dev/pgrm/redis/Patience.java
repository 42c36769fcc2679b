package dev.pgrm.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waiting for Redis, never for long. */
final class Patience {
    /** Lettuce's own time-out comes first and says more; this one guards against its timer. */
    private static final Duration LONGEST = RedisLink.COMMAND_TIMEOUT.plusSeconds(1);

    private Patience() {}

    static <T extends @Nullable Object> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        } catch (TimeoutException e) {
            throw new RedisCommandTimeoutException("no answer within " + LONGEST.toSeconds() + " s");
        } catch (CancellationException e) {
            throw new RedisException("the command was cancelled", e);
        } catch (ExecutionException e) {
            throw new RedisException(e.getCause());
        }
    }
}
