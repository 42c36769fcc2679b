package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A small pool for each database that is used. A pool whose database was registered anew in a way that matters is replaced, so
 * that no session stands on what is no longer true; each session asks for its credential when it begins.
 */
public final class Pools implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(15);

    private final ThreadFactory threads = Thread.ofVirtual().name("pool-", 0).factory();
    private final ScheduledThreadPoolExecutor clock;
    private final Map<DatabaseId, Pool> pools = new ConcurrentHashMap<>();
    private final Pool.Shared shared;
    private volatile boolean closed;

    /**
     * With sessions of its own making; they are closed with it.
     *
     * @param patience how long a network or server may keep silent
     */
    public Pools(Sessions sessions, SessionLimits limits, Duration patience) {
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("pools").factory());
        this.clock.setRemoveOnCancelPolicy(true);
        this.clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.shared = new Pool.Shared(sessions, limits.perDatabase(), patience, clock, threads);
        var _ = clock.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long a network or server may keep silent. */
    public Duration patience() {
        return shared.patience();
    }

    /** Lends a session, one that stands or a new one; or tells at once why there is none. */
    public Borrowed borrow(Database database) throws Troubled {
        if (closed) {
            throw new Troubled(new Trouble("shutting_down", "This monitor is shutting down", "Another one takes over"));
        }
        return pool(database).borrow();
    }

    private Pool pool(Database database) {
        Pool pool = pools.compute(database.id(), (id, known) -> {
            if (known != null && known.serves(database)) {
                known.touch();
                return known;
            }
            if (known != null) {
                threads.newThread(known::close).start();
            }
            return new Pool(database, shared);
        });
        if (closed) {
            pool.close();
        }
        return pool;
    }

    /** A person asks about these servers: what was only silent may be tried at once. */
    public void hurry(Collection<ServerId> servers) {
        pools.values().stream()
                .filter(pool -> servers.contains(pool.server()))
                .forEach(pool -> pool.breaker().hurry());
    }

    private void sweep() {
        for (DatabaseId id : List.copyOf(pools.keySet())) {
            pools.computeIfPresent(id, (_, pool) -> {
                if (!pool.forgotten()) {
                    return pool;
                }
                threads.newThread(pool::close).start();
                return null;
            });
        }
    }

    /** Ends all sessions, also those in use, within a bound. */
    @Override
    public void close() {
        closed = true;
        var closing = pools.values().stream()
                .map(pool -> threads.newThread(pool::close))
                .toList();
        closing.forEach(Thread::start);
        long end = System.nanoTime() + TO_CLOSE.toNanos();
        try {
            for (Thread each : closing) {
                each.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shared.sessions().close();
        clock.shutdownNow();
    }
}
