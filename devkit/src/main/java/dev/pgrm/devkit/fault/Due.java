package dev.pgrm.devkit.fault;

import java.util.concurrent.locks.LockSupport;

/** Waits for a moment of the monotonic clock. */
final class Due {
    private Due() {}

    static void await(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
