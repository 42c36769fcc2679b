package dev.pgrm.devkit.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does all of the work at once and returns when all of it has ended, also where some of it failed: half started servers must be known to be stopped. */
final class InParallel {
    private InParallel() {}

    static void run(List<Runnable> work) {
        List<Throwable> failures = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            work.forEach(each -> all.add(executor.submit(each)));
            for (Future<?> each : all) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause() == null ? e : e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.getFirst();
            var all = new IllegalStateException(first.getMessage(), first);
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
    }
}
