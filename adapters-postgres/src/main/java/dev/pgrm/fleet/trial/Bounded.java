package dev.pgrm.fleet.trial;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that is waited for only so long. */
final class Bounded {
    private Bounded() {}

    /**
     * Starts it.
     *
     * @param late what it comes to when it takes longer
     * @param dispose takes what comes after that
     */
    static <T> CompletableFuture<T> start(
            ThreadFactory threads, Supplier<T> work, Duration most, T late, Consumer<T> dispose) {
        var answer = new CompletableFuture<T>();
        threads.newThread(() -> {
                    try {
                        T result = work.get();
                        if (!answer.complete(result)) {
                            dispose.accept(result);
                        }
                    } catch (RuntimeException | Error e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer.completeOnTimeout(late, Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    }
}
