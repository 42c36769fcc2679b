package dev.pgrm.fleet.trial;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.postgresql.PGConnection;

/** Does the server let us in, and who is it? */
final class SignIn {
    private static final String FACTS = "select current_database(), pg_is_in_recovery(), pg_backend_pid()";

    private static final String POOLED = "\na pooler stands between us and the server, on which most replication fails:"
            + " register the server's own host and port";

    private final Sessions sessions;

    SignIn(Sessions sessions) {
        this.sessions = sessions;
    }

    Finding<Session> to(DatabaseSpec database, Duration most) {
        try {
            return entered(sessions.open(database, Sessions.NAME, Patience.forEach(database, most)), database);
        } catch (Troubled e) {
            return Finding.failed(e.trouble());
        }
    }

    private static Finding<Session> entered(Connection connection, DatabaseSpec database) {
        try {
            var session = new Session(connection, Capabilities.probe(connection));
            return Finding.passed(told(session), session);
        } catch (Troubled e) {
            Session.close(connection);
            return Finding.failed(e.trouble());
        } catch (SQLException e) {
            Session.close(connection);
            return Finding.failed(SqlTrouble.of(e, database));
        }
    }

    private static String told(Session session) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(FACTS)) {
            double millis = (System.nanoTime() - begun) / 1e6;
            row.next();
            PgVersion version = session.capabilities().version();
            return String.format(
                    Locale.ROOT,
                    "signed in as %s to database %s of PostgreSQL %s, a %s; one round trip takes %.1f ms%s",
                    session.capabilities().role(),
                    row.getString(1),
                    version,
                    row.getBoolean(2) ? "standby" : "primary",
                    millis,
                    isOurs(session, row.getInt(3)) ? "" : POOLED);
        }
    }

    /** A server tells its process to whoever signs in, for cancelling; a pooler makes up a number of its own. */
    private static boolean isOurs(Session session, int process) throws SQLException {
        return session.connection().unwrap(PGConnection.class).getBackendPID() == process;
    }
}
