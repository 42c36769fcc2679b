package dev.pgrm.api.topology;

import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.application.Recurrence;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells browsers how operations come along. What is reported says that there is news; what is told is read from the journal, on a
 * thread of its own, and several reports of one operation in a moment make one message.
 */
@Context
final class OperationNews {
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_RUNNING = 1_000;

    private final Journal journal;
    private final PublishedTopology hub;
    private final Set<OperationId> reported = ConcurrentHashMap.newKeySet();
    /** Told of as not over yet: their end may have been among what was missed. */
    private final Set<OperationId> unfinished = ConcurrentHashMap.newKeySet();

    private final Recurrence telling;
    private volatile boolean missed;

    OperationNews(Journal journal, Progress progress, PublishedTopology hub) {
        this.journal = journal;
        this.hub = hub;
        this.telling = Recurrence.start("news of operations", PACE, this::tell);
        progress.listen(
                report -> {
                    reported.add(report.operation());
                    telling.nudge();
                },
                () -> {
                    missed = true;
                    telling.nudge();
                });
    }

    private void tell() {
        if (reported.isEmpty() && !missed) {
            return;
        }
        LockSupport.parkNanos(BURST);
        if (!hub.isHeard()) {
            forget();
            return;
        }
        if (missed) {
            lookAtAll();
        }
        reported.forEach(this::tell);
    }

    private void lookAtAll() {
        missed = false;
        try {
            journal.search(new Search(null, null, OperationStatus.RUNNING, null, MOST_RUNNING)).stream()
                    .map(Operation::id)
                    .forEach(reported::add);
            reported.addAll(unfinished);
        } catch (RuntimeException e) {
            missed = true;
            throw e;
        }
    }

    /** Nobody listens; whoever comes asks for what there is. */
    private void forget() {
        missed = false;
        reported.clear();
        unfinished.clear();
    }

    private void tell(OperationId id) {
        reported.remove(id);
        try {
            Operation operation = journal.read(id);
            if (operation != null) {
                note(operation);
                hub.tell("operation", OperationBody.of(operation));
            }
        } catch (Journal.Unreadable e) {
            // Whoever asks for it is told so.
            unfinished.remove(id);
        } catch (RuntimeException e) {
            // The store is away: it is told at a later turn.
            reported.add(id);
            throw e;
        }
    }

    private void note(Operation operation) {
        if (operation.status().over()) {
            unfinished.remove(operation.id());
        } else {
            unfinished.add(operation.id());
        }
    }

    @PreDestroy
    void stop() {
        telling.close();
    }
}
