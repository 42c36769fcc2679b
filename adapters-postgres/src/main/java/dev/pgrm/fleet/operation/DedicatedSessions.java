package dev.pgrm.fleet.operation;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of one operation under one epoch. Before the first statement on a database those of earlier epochs are ended there, and
 * seen to be gone: a statement that a worker sent before it was taken over cannot come in later. A session that is lost is not replaced:
 * that takes another epoch. For one thread, but for {@link #interrupt}, which never waits for it.
 */
public final class DedicatedSessions implements AutoCloseable {
    /** The server gives up a statement after three quarters of it, a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private static final int LOOKS = 4;

    /** The server itself waits until each is gone, for up to five seconds. */
    private static final String OTHERS = """
            select pid, pg_terminate_backend(pid, 5000) as ended from pg_stat_activity
             where application_name like ? and application_name <> ? and pid <> pg_backend_pid()""";

    private final Sessions sessions;
    private final OperationId operation;
    private final Epoch epoch;
    private final Runnable stillOurs;
    private final Map<DatabaseSpec, DedicatedSession> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param stillOurs throws when the operation was taken over */
    public DedicatedSessions(Sessions sessions, OperationId operation, Epoch epoch, Runnable stillOurs) {
        this.sessions = sessions;
        this.operation = operation;
        this.epoch = epoch;
        this.stillOurs = stillOurs;
    }

    private String name() {
        return prefix() + epoch.value();
    }

    private String prefix() {
        return "pgrm:" + operation + ":";
    }

    public DedicatedSession on(DatabaseSpec database) throws Setback {
        DedicatedSession known = open.get(database);
        if (known != null) {
            return known;
        }
        if (closed) {
            throw Setback.passing(new Trouble("ended", "The operation was interrupted", "It is taken up again"));
        }
        DedicatedSession session = opened(database);
        open.put(database, session);
        return session;
    }

    private DedicatedSession opened(DatabaseSpec database) throws Setback {
        Connection connection;
        try {
            connection = sessions.openToWrite(database, name(), PATIENCE);
        } catch (Troubled e) {
            throw SqlSetback.ofOpening(e.trouble());
        }
        var session = new DedicatedSession(connection, database);
        try {
            session.execute("set lock_timeout = '10s'");
            awaitOthersGone(session, database);
            stillOurs.run();
            return session;
        } catch (Setback | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void awaitOthersGone(DedicatedSession session, DatabaseSpec database) throws Setback {
        for (int look = 0; look < LOOKS; look++) {
            List<Integer> others = session.query(OTHERS, row -> row.getInt("pid"), prefix() + "%", name());
            if (others.isEmpty()) {
                return;
            }
        }
        throw Setback.passing(new Trouble(
                "predecessor_remains",
                "A session of an earlier attempt is still there on " + database.name(),
                "See pg_stat_activity for " + prefix() + "... there"));
    }

    /** Ends the wait for whatever runs, from another thread. */
    public void interrupt() {
        open.values().forEach(DedicatedSession::interrupt);
    }

    @Override
    public void close() {
        closed = true;
        open.values().forEach(DedicatedSession::close);
    }

    /** What a row tells. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
