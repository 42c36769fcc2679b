package dev.pgrm.api.topology;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everyone who listens, in rows: those whose channels are served by the same thread, which alone touches their row. What is said takes one
 * errand to each thread, however many sit there, and everyone hears all of it in the order in which it was said.
 */
final class Audience {
    private final Map<EventLoop, Set<Outbox>> rows = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    boolean isEmpty() {
        return size.get() == 0;
    }

    /** Whoever joins hears the welcome, and then what is said from now on. */
    void join(Outbox outbox, Broadcast welcome) {
        size.incrementAndGet();
        Set<Outbox> row = rows.computeIfAbsent(outbox.thread(), thread -> new LinkedHashSet<>());
        on(outbox.thread(), () -> {
            row.add(outbox);
            outbox.send(welcome);
        });
    }

    void leave(Outbox outbox) {
        size.decrementAndGet();
        Set<Outbox> row = rows.get(outbox.thread());
        if (row != null) {
            on(outbox.thread(), () -> row.remove(outbox));
        }
    }

    void say(Broadcast message) {
        rows.forEach((thread, row) -> on(thread, () -> row.forEach(outbox -> outbox.send(message))));
    }

    /** Where the server ends there is nobody to tell any more. */
    private static void on(EventLoop thread, Runnable errand) {
        if (!thread.isShuttingDown()) {
            thread.execute(errand);
        }
    }
}
