package dev.pgrm.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a channel to one listener, in order, on a thread of its own, so that a slow one holds up nobody else. What
 * a listener cannot keep up with is dropped, and it is told that it missed something.
 */
final class Subscription implements AutoCloseable {
    static final int MOST_WAITING = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final String channel;
    private final Consumer<String> listener;
    private final Runnable missed;
    private final ExecutorService hands;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean gap = new AtomicBoolean();

    Subscription(String channel, Consumer<String> listener, Runnable missed) {
        this.channel = channel;
        this.listener = listener;
        this.missed = missed;
        hands = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name(channel).factory());
    }

    String channel() {
        return channel;
    }

    void heard(String message) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            missedSome();
            return;
        }
        run(() -> {
            waiting.decrementAndGet();
            listener.accept(message);
        });
    }

    /** Runs after all that was heard before. */
    void missedSome() {
        if (gap.compareAndSet(false, true)) {
            run(() -> {
                gap.set(false);
                missed.run();
            });
        }
    }

    private void run(Runnable work) {
        try {
            hands.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    log.warn("A listener on {} failed; it goes on with the next message", channel, e);
                }
            });
        } catch (RejectedExecutionException e) {
            log.trace("Closed: nobody listens on {} any more", channel, e);
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
