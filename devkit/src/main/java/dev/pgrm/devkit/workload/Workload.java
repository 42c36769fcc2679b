package dev.pgrm.devkit.workload;

import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small transactions at a steady rate on one connection: each inserts a row; every fourth updates the row before it as well, every tenth deletes it.
 * The n-th transaction is the same in every run. Loses its connection with the server and looks for it until stopped.
 */
public final class Workload implements AutoCloseable {
    public static final String APPLICATION_NAME = "pgrm-workload";

    private static final Logger LOG = LoggerFactory.getLogger(Workload.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration TO_STOP = Duration.ofSeconds(70);

    private final Database database;
    private final List<String> tables;
    private final long nanosBetween;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    private Workload(Database database, List<String> tables, double perSecond) {
        if (tables.isEmpty() || perSecond <= 0) {
            throw new IllegalArgumentException("A workload needs a table, and a rate above zero");
        }
        this.database = database;
        this.tables = tables.stream().map(Identifiers::quotedPath).toList();
        this.nanosBetween = (long) (1e9 / perSecond);
        this.thread = Thread.ofVirtual().name(APPLICATION_NAME).unstarted(this::run);
    }

    /** Starts at once; the tables have the shape that fleets give them. */
    public static Workload on(Database database, double perSecond, String... tables) {
        var workload = new Workload(database, List.of(tables), perSecond);
        workload.thread.start();
        return workload;
    }

    /** Transactions that the server confirmed. */
    public long transactions() {
        return committed.get();
    }

    /** Transactions and connections that failed; whether such a transaction was committed is not known. */
    public long failures() {
        return failed.get();
    }

    /** Lets the transaction under way end. */
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(TO_STOP)) {
                throw new IllegalStateException(
                        "The workload on " + database.name() + " hangs; its server does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        while (!stopping) {
            try (Connection connection = database.connect(APPLICATION_NAME)) {
                connection.setAutoCommit(false);
                work(connection);
            } catch (SQLException e) {
                failed.incrementAndGet();
                LOG.debug("The workload lost {}", database.name(), e);
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private void work(Connection connection) throws SQLException {
        long due = System.nanoTime();
        while (!stopping) {
            transaction(connection, committed.get());
            committed.incrementAndGet();
            due += nanosBetween;
            pauseUntil(due);
        }
    }

    /** One park may end early. */
    private void pauseUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !stopping; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void transaction(Connection connection, long number) throws SQLException {
        var table = tables.get((int) (number % tables.size()));
        execute(connection, "insert into " + table + " (payload) values (?)", payload(number));
        var previous = payload(number - tables.size());
        if (number % 10 == 9) {
            execute(connection, "delete from " + table + LATEST_WITH.replace("$", table), previous);
        } else if (number % 4 == 3) {
            execute(
                    connection,
                    "update " + table + " set changed_at = clock_timestamp()" + LATEST_WITH.replace("$", table),
                    previous);
        }
        connection.commit();
    }

    /** By key, not by payload alone, which has no index: a workload must not slow down as its tables grow. */
    private static final String LATEST_WITH =
            " where id in (select id from $ order by id desc limit 20) and payload = ?";

    private static String payload(long number) {
        return "transaction " + number;
    }

    private static void execute(Connection connection, String sql, String payload) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, payload);
            statement.executeUpdate();
        }
    }
}
