package dev.pgrm.application.operation;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for the end of an operation: what is reported of it wakes whoever waits, and the journal is looked at anyway. */
public final class AwaitingEnd {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);

    private final Journal journal;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    public AwaitingEnd(Journal journal, Progress progress) {
        this.journal = journal;
        progress.listen(
                report -> waiting.forEach(each -> each.hear(report.operation())),
                () -> waiting.forEach(each -> each.hear(each.operation)));
    }

    private static final class Waiting {
        private final OperationId operation;
        private final Semaphore news = new Semaphore(0);

        private Waiting(OperationId operation) {
            this.operation = operation;
        }

        void hear(OperationId reported) {
            if (reported.equals(operation)) {
                news.release();
            }
        }

        /** Until there is news, but no longer than that. */
        void pause(long nanos) throws InterruptedException {
            if (news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        }
    }

    /** @return how it stands when it is over, or when patience is */
    public Operation await(Operation operation, Duration patience) {
        long begin = System.nanoTime();
        var mine = new Waiting(operation.id());
        waiting.add(mine);
        try {
            Operation now = operation;
            long left = patience.toNanos();
            while (!now.status().over() && left > 0) {
                mine.pause(Math.min(left, LOOK));
                now = Objects.requireNonNullElse(journal.read(operation.id()), now);
                left = patience.toNanos() - (System.nanoTime() - begin);
            }
            return now;
        } catch (StoreUnavailable away) {
            // It was asked for and goes on; who waits need not hear that something failed.
            return operation;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return operation;
        } finally {
            waiting.remove(mine);
        }
    }
}
