package dev.pgrm.application;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The same work by several threads that start together. */
public final class AtOnce {
    private AtOnce() {}

    /** What one of them came to: a result, or a failure. */
    public record End<T>(@Nullable T result, @Nullable Throwable failure) {}

    public static <T> List<End<T>> run(int times, IntFunction<@Nullable T> work) throws InterruptedException {
        var start = new CountDownLatch(1);
        var ends = new ArrayList<Future<@Nullable T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                int number = i;
                ends.add(threads.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
        }
        var all = new ArrayList<End<T>>();
        for (Future<@Nullable T> end : ends) {
            all.add(end(end));
        }
        return all;
    }

    private static <T> End<T> end(Future<@Nullable T> future) throws InterruptedException {
        try {
            return new End<>(future.get(), null);
        } catch (ExecutionException e) {
            return new End<>(null, e.getCause());
        }
    }
}
