package dev.pgrm.application;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on a virtual thread of its own, at a pace, or at once when nudged. The edge of its loop: what
 * goes wrong is told once for as long as it stays the same, and the next turn tries again.
 */
public final class Recurrence implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recurrence.class);

    private final Runnable work;
    private final Duration pace;
    private final LinkedBlockingQueue<Boolean> nudges = new LinkedBlockingQueue<>(1);
    private final Thread thread;
    private final Complaint failing;

    private volatile boolean closed;

    private Recurrence(String name, Runnable work, Duration pace) {
        this.work = work;
        this.pace = pace;
        this.failing = new Complaint(log, name);
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public static Recurrence start(String name, Duration pace, Runnable work) {
        var recurrence = new Recurrence(name, work, pace);
        recurrence.thread.start();
        return recurrence;
    }

    /** Asks for a turn now. Nudges during a turn make for one more, however many they are. */
    public void nudge() {
        nudges.offer(true);
    }

    private void run() {
        try {
            while (!closed) {
                turn();
                nudges.poll(pace.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            work.run();
            failing.settled();
        } catch (RuntimeException | Error e) {
            // An error too: a recursion too deep in one turn is no reason never to take another. A lack of memory ends
            // the process.
            if (!closed) {
                failing.tell(e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
