package dev.pgrm.application.watch;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Probes that see nobody, and fail as often as they are told to. */
final class ScriptedProbes implements Probe.Factory {
    static final Trouble TROUBLE = new Trouble("refused", "Connection refused", "Start it");

    final List<List<Database>> opened = new CopyOnWriteArrayList<>();
    final List<Optional<Observation>> previous = new CopyOnWriteArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    final Queue<RuntimeException> failuresToOpen = new ConcurrentLinkedQueue<>();
    final Queue<RuntimeException> failuresToPoll = new ConcurrentLinkedQueue<>();
    /** What each poll hears. */
    volatile List<ReplicationMessage> hears = List.of();

    final List<ReplicationMessage> kept = new CopyOnWriteArrayList<>();
    private final Semaphore turnstile = new Semaphore(Integer.MAX_VALUE);
    private final Clock clock;

    ScriptedProbes(Clock clock) {
        this.clock = clock;
    }

    static Observation unseen(ServerId server, Clock clock) {
        return new Unseen(server, clock.instant(), clock.instant(), TROUBLE, null);
    }

    /** Polls hang from now on. */
    void hold() {
        turnstile.drainPermits();
    }

    /** How many polls hang. */
    int waiting() {
        return turnstile.getQueueLength();
    }

    void letGo() {
        turnstile.release(Integer.MAX_VALUE);
    }

    @Override
    public Probe open(Server server, List<Database> databases) {
        throwNext(failuresToOpen);
        opened.add(databases);
        return new Probe() {
            @Override
            public Observation poll(@Nullable Observation before) {
                turnstile.acquireUninterruptibly();
                throwNext(failuresToPoll);
                previous.add(Optional.ofNullable(before));
                return unseen(server.id(), clock);
            }

            @Override
            public List<ReplicationMessage> heard() {
                return hears;
            }

            @Override
            public void keepHeard() {
                kept.addAll(hears);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private static void throwNext(Queue<RuntimeException> failures) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
