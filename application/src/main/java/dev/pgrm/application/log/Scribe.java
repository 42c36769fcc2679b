package dev.pgrm.application.log;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.log.LogBook.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what logs told into the book, many at a time, and forgets what is old. Who brings something waits until it is written, so
 * that no position is published that is ahead of the book; yet only for a moment, since a store that is away shall hold nobody up.
 * What it cannot take stays here until it can, up to a bound.
 */
public final class Scribe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scribe.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration FORGETS_EVERY = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final int AT_ONCE = 500;
    private static final int MOST_WAITING = 20_000;

    private final LogBook book;
    private final ConcurrentLinkedDeque<Batch> waiting = new ConcurrentLinkedDeque<>();
    private final Recurrence writing;
    private final Recurrence forgetting;

    /** What somebody brought, and that it has been written. */
    private record Batch(List<Told> messages, CompletableFuture<Boolean> written) {}

    public Scribe(LogBook book) {
        this.book = book;
        this.writing = Recurrence.start("what logs told", AGAIN, this::write);
        this.forgetting = Recurrence.start("old messages of logs", FORGETS_EVERY, this::forget);
    }

    /** Returns once it is written, or after a moment. */
    void take(List<Told> messages) {
        if (messages.isEmpty()) {
            return;
        }
        boolean outage = !waiting.isEmpty();
        var batch = new Batch(messages, new CompletableFuture<>());
        waiting.add(batch);
        bound();
        writing.nudge();
        if (!outage) {
            await(batch);
        }
    }

    private static void await(Batch batch) {
        try {
            batch.written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.debug("What logs told is written later", e);
        }
    }

    private void bound() {
        int count = waiting.stream().mapToInt(batch -> batch.messages.size()).sum();
        while (count > MOST_WAITING) {
            Batch lost = waiting.poll();
            if (lost == null) {
                return;
            }
            count -= lost.messages.size();
            log.warn("{} messages of logs are lost, since the store does not take them", lost.messages.size());
        }
    }

    private void write() {
        for (Batch batch = waiting.peek(); batch != null; batch = waiting.peek()) {
            var together = new ArrayList<Batch>();
            var messages = new ArrayList<Told>();
            for (Batch each : waiting) {
                if (messages.size() + each.messages.size() > AT_ONCE && !together.isEmpty()) {
                    break;
                }
                together.add(each);
                messages.addAll(each.messages);
            }
            append(messages);
            together.forEach(each -> {
                waiting.remove(each);
                each.written.complete(true);
            });
        }
    }

    private void append(List<Told> messages) {
        try {
            book.append(messages);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            messages.forEach(this::appendAlone);
        }
    }

    /** What the store will never take shall not keep all that follows from it. */
    private void appendAlone(Told message) {
        try {
            book.append(List.of(message));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("A message in the log of server {} cannot be kept", message.server(), e);
        }
    }

    private void forget() {
        while (book.forget(KEPT_FOR)) {
            // One batch after the other, each in a transaction of its own.
        }
    }

    @Override
    public void close() {
        forgetting.close();
        writing.close();
    }
}
