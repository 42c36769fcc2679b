package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.preflight.ReplicationFacts;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.prerequisite.ReplicationFactsQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;

/** Has the server what replication takes, and does it let an account of ours replicate? */
final class CheckReplication {
    private final ReplicationAccount account;

    CheckReplication(ReplicationAccount account) {
        this.account = account;
    }

    Finding<ReplicationFacts> on(Session session, DatabaseSpec database, Duration most) {
        try {
            ReplicationFacts facts = facts(session);
            var troubles = new ArrayList<Trouble>(Prerequisites.missing(facts, database.role()));
            var told = new ArrayList<String>(Prerequisites.told(facts, session.capabilities()));
            // Whatever follows has a session of its own: a test takes but one of our places at a time.
            session.close();
            try {
                told.addFirst(account.tried(database, facts, most));
            } catch (Troubled e) {
                troubles.add(e.trouble());
            }
            return troubles.isEmpty() ? Finding.passed(String.join("\n", told), facts) : Finding.failed(troubles);
        } catch (SQLException e) {
            return Finding.failed(SqlTrouble.of(e, database));
        }
    }

    private static ReplicationFacts facts(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(ReplicationFactsQuery.SQL)) {
            return ReplicationFactsQuery.of(row, session.capabilities().aurora());
        }
    }

    /** Known by its name alone, so that it is told even where nothing else could be tried. */
    static Trouble proxy(DatabaseSpec database) {
        return new Trouble(
                "rds_proxy",
                database.endpoint().host() + " is an RDS Proxy: it carries no replication connections, and it lends"
                        + " sessions to many, so that what belongs to a session is lost or pins it",
                "Register the endpoint of the instance or of the cluster's writer behind it; applications may go on using"
                        + " the proxy");
    }
}
