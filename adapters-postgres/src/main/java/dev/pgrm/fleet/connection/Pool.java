package dev.pgrm.fleet.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.server.ServerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few sessions on one database. Whoever waits for one is told at the first failure why there is none. */
final class Pool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pool.class);

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private final Database database;
    private final int size;
    private final Duration bound;
    private final Map<Thread, CompletableFuture<Connection>> waiting = new ConcurrentHashMap<>();
    private final Breaker breaker =
            new Breaker(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    private final HikariDataSource sessions;
    private volatile long usedAt = System.nanoTime();

    /** What pools share, so that a thousand of them do not need a thousand threads. */
    record Shared(
            Sessions sessions, int size, Duration patience, ScheduledExecutorService clock, ThreadFactory threads) {}

    Pool(Database database, Shared shared) {
        this.database = database;
        this.size = shared.size();
        // Resolving, connecting and signing in may take their time at each host; then Hikari's own first look.
        this.bound = shared.patience()
                .multipliedBy(3L * database.spec().hosts().all().size() + 2);
        this.sessions = new HikariDataSource(config(database.spec(), shared));
    }

    private HikariConfig config(DatabaseSpec spec, Shared shared) {
        var config = new HikariConfig();
        config.setPoolName(spec.name());
        config.setDataSource(source(spec, shared));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(LIFETIME.toMillis());
        config.setKeepaliveTime(0);
        config.setConnectionTimeout(bound.toMillis());
        config.setValidationTimeout(Math.max(250, shared.patience().toMillis()));
        // A database that is away at the start is no reason not to have a pool for it.
        config.setInitializationFailTimeout(-1);
        config.setScheduledExecutor(shared.clock());
        config.setThreadFactory(shared.threads());
        return config;
    }

    private PoolSource source(DatabaseSpec spec, Shared shared) {
        return new PoolSource(breaker) {
            @Override
            List<CompletableFuture<Connection>> waiting() {
                return List.copyOf(waiting.values());
            }

            @Override
            Connection open() throws Troubled {
                Connection opened = shared.sessions().open(spec, Sessions.NAME, shared.patience());
                // A pool that closes waits only so long, and drops what comes after that without ending it.
                if (sessions.isClosed()) {
                    giveBack(opened);
                    throw new Troubled(replaced());
                }
                return opened;
            }
        };
    }

    /** Whether it leads to what is registered now. Notes, tags and the like make no difference. */
    boolean serves(Database asked) {
        DatabaseSpec ours = database.spec();
        DatabaseSpec theirs = asked.spec();
        return database.version() > asked.version()
                || (ours.hosts().equals(theirs.hosts())
                        && ours.database().equals(theirs.database())
                        && ours.provider() == theirs.provider()
                        && ours.tls().equals(theirs.tls())
                        && ours.access().equals(theirs.access()));
    }

    ServerId server() {
        return database.serverId();
    }

    Breaker breaker() {
        return breaker;
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    boolean forgotten() {
        return waiting.isEmpty()
                && sessions.getHikariPoolMXBean().getTotalConnections() == 0
                && System.nanoTime() - usedAt > FORGOTTEN.toNanos();
    }

    /** Hikari waits on a thread of its own, which is called off when the answer is known before. */
    Borrowed borrow() throws Troubled {
        var wish = new CompletableFuture<Connection>();
        Thread waiter = Thread.ofVirtual().name("borrow " + database.name()).unstarted(() -> grant(wish));
        waiting.put(waiter, wish);
        waiter.start();
        try {
            return new Borrowed(sessions, wish.get(bound.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw told(e);
        } catch (TimeoutException e) {
            giveUp(wish);
            throw new Troubled(busy());
        } catch (InterruptedException e) {
            giveUp(wish);
            Thread.currentThread().interrupt();
            throw new Troubled(busy());
        } finally {
            waiting.remove(waiter);
            waiter.interrupt();
        }
    }

    private Troubled told(ExecutionException failure) {
        return switch (failure.getCause()) {
            case Troubled told -> new Troubled(told.trouble());
            case SQLException none -> new Troubled(sessions.isClosed() ? replaced() : busy());
            case null, default -> throw new IllegalStateException("No session on " + database.name(), failure);
        };
    }

    /** It may have been granted a moment ago. */
    private static void giveUp(CompletableFuture<Connection> wish) {
        if (!wish.cancel(false)) {
            var _ = wish.thenAccept(Pool::giveBack);
        }
    }

    private void grant(CompletableFuture<Connection> wish) {
        try {
            Connection lent = sessions.getConnection();
            if (!wish.complete(lent)) {
                giveBack(lent);
            }
        } catch (SQLException | RuntimeException e) {
            wish.completeExceptionally(e);
        }
    }

    static void giveBack(Connection lent) {
        try {
            lent.close();
        } catch (SQLException e) {
            log.debug("A session did not go back to its pool: {}", e.getMessage());
        }
    }

    private Trouble busy() {
        return new Trouble(
                "own_connections_exhausted",
                "All " + size + " connections that pgrm may have to " + database.name() + " are in use on this monitor",
                "Wait until one is free, or raise PGRM_CONNECTIONS_PER_DATABASE on all monitors");
    }

    private Trouble replaced() {
        return new Trouble(
                "registered_anew",
                database.name() + " was registered anew while a connection to it was opened",
                "Nothing: the next try goes where it leads now");
    }

    /** Also of sessions in use. */
    @Override
    public void close() {
        sessions.close();
    }
}
