package dev.pgrm.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does the same with several things at once, and gives up on those that take too long. */
final class AtOnce {
    private static final int MOST = 8;

    private AtOnce() {}

    /** @param late what stands for the result of one that was given up */
    static <T, R> List<R> each(List<T> subjects, Function<T, R> work, Function<T, R> late, Duration within) {
        var pool = Executors.newFixedThreadPool(MOST, Thread.ofVirtual().factory());
        try {
            var tasks = subjects.stream()
                    .<Callable<R>>map(subject -> () -> work.apply(subject))
                    .toList();
            Iterator<T> of = subjects.iterator();
            var results = new ArrayList<R>();
            for (Future<R> future : pool.invokeAll(tasks, within.toMillis(), TimeUnit.MILLISECONDS)) {
                results.add(result(future, of.next(), late));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return subjects.stream().map(late).toList();
        } finally {
            // Nobody waits for what was given up: its call ends by its own time limit.
            pool.shutdownNow();
        }
    }

    private static <T, R> R result(Future<R> future, T subject, Function<T, R> late) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException _) {
            return late.apply(subject);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Looking at AWS broke on " + subject, e.getCause());
        }
    }
}
