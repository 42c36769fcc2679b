package dev.pgrm.devkit.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits on conditions of the outside world, always with a bound. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Throws an IllegalStateException that says {@code what} did not come about. */
    public static void until(Supplier<String> what, Duration bound, BooleanSupplier condition) {
        if (!happens(bound, condition)) {
            throw new IllegalStateException("Not within " + bound.toSeconds() + " s: " + what.get());
        }
    }

    public static boolean happens(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting");
            }
        }
        return true;
    }
}
