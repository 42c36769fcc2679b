package dev.pgrm.application.audit;

import dev.pgrm.application.Complaint;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For acts that must go on whether or not they can be recorded: entries are written in their order, a moment later. What cannot
 * be written is lost, which the log tells.
 */
public final class BackgroundAudit implements Audit, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundAudit.class);
    private static final int MOST_WAITING = 1_000;
    private static final int SECONDS_TO_END = 2;

    private final Audit audit;
    private final Complaint failing = new Complaint(log, "what is done is missing in the audit log");
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("audit").factory());

    public BackgroundAudit(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void record(AuditEntry entry) {
        try {
            writer.execute(() -> write(entry));
        } catch (RejectedExecutionException tooMany) {
            failing.tell(new IllegalStateException("too many entries wait to be written", tooMany));
        }
    }

    private void write(AuditEntry entry) {
        try {
            audit.record(entry);
            failing.settled();
        } catch (RuntimeException e) {
            failing.tell(e);
        }
    }

    /** What is waiting is written first, unless the store is away. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
