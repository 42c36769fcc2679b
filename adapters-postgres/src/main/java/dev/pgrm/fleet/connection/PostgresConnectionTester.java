package dev.pgrm.fleet.connection;

import dev.pgrm.application.database.ConnectionTester;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import dev.pgrm.domain.database.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Goes the way to a database. */
public final class PostgresConnectionTester implements ConnectionTester {
    private final Sessions sessions;
    private final Duration patience;

    public PostgresConnectionTester(Sessions sessions, Duration patience) {
        this.sessions = sessions;
        this.patience = patience;
    }

    @Override
    public ConnectionTest test(DatabaseSpec database) {
        long start = System.nanoTime();
        Outcome outcome = signIn(database);
        return new ConnectionTest(
                List.of(new Stage(Name.SIGN_IN, outcome, Duration.ofNanos(System.nanoTime() - start))));
    }

    private Outcome signIn(DatabaseSpec database) {
        try (Connection session = sessions.open(database, "pgrm", patience)) {
            return new Outcome.Passed("signed in as " + session.getMetaData().getUserName());
        } catch (Troubled e) {
            return Outcome.Failed.by(e.trouble());
        } catch (SQLException e) {
            Trouble trouble = SqlTrouble.of(e, database);
            return Outcome.Failed.by(trouble);
        }
    }
}
