package dev.pgrm.fleet.operation;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.fleet.operation.DedicatedSessions.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of an operation. Each statement is a transaction of its own. */
public final class DedicatedSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DedicatedSession.class);

    private final Connection connection;
    private final DatabaseSpec database;
    private volatile @Nullable Statement running;
    private volatile @Nullable Statement interrupted;

    DedicatedSession(Connection connection, DatabaseSpec database) {
        this.connection = connection;
        this.database = database;
    }

    public DatabaseSpec database() {
        return database;
    }

    public void execute(String sql) throws Setback {
        execute(sql, null);
    }

    /** @param secret that stands in the statement, and must not in what is said of it */
    public void execute(String sql, @Nullable String secret) throws Setback {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            statement.execute(sql);
        } catch (SQLException e) {
            throw setback(e, secret);
        } finally {
            running = null;
        }
    }

    /** Makes something that has a name; when another has made one of that name in the last moment, it is not ours. */
    public void make(String sql, @Nullable String secret) throws Setback {
        try {
            execute(sql, secret);
        } catch (Setback e) {
            throw unlessTaken(e);
        }
    }

    /** Makes things that have names, all of them or none. What another has made in the last moment is not ours. */
    public void makeTogether(List<String> statements) throws Setback {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw unlessTaken(setback(e, null));
        } finally {
            running = null;
            apart();
        }
    }

    /** Whatever was not committed is gone; where the connection is, the next statement tells. */
    private void apart() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            log.debug("A transaction on {} did not end: {}", database.name(), e.getMessage());
        }
    }

    private static Setback unlessTaken(Setback setback) {
        return setback.trouble().code().equals(SqlSetback.NAME_TAKEN) ? Setback.untouched(setback.trouble()) : setback;
    }

    public <T> List<T> query(String sql, Row<T> row, Object... parameters) throws Setback {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            running = statement;
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var found = new ArrayList<T>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw setback(e, null);
        } finally {
            running = null;
        }
    }

    public boolean is(String sql, Object... parameters) throws Setback {
        List<Boolean> answers = query(sql, row -> row.getBoolean(1), parameters);
        return !answers.isEmpty() && answers.getFirst();
    }

    /** A statement that we ended ourselves did not take too long. */
    private Setback setback(SQLException e, @Nullable String secret) {
        return Objects.equals(running, interrupted) && SqlSetback.CANCELLED.equals(e.getSQLState())
                ? SqlSetback.ofInterruption(database)
                : SqlSetback.of(e, database, secret);
    }

    /** From another thread. */
    void interrupt() {
        Statement statement = running;
        if (statement != null) {
            interrupted = statement;
            try {
                statement.cancel();
            } catch (SQLException e) {
                log.debug("A statement on {} could not be cancelled: {}", database.name(), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("A session on {} did not close: {}", database.name(), e.getMessage());
        }
    }
}
