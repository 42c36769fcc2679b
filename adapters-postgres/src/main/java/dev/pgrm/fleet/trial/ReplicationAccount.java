package dev.pgrm.fleet.trial;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.preflight.ReplicationFacts;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The account that the other end of a stream signs in as: may it replicate? */
final class ReplicationAccount {
    private final Sessions sessions;
    private final Credentials credentials;

    ReplicationAccount(Sessions sessions, Credentials credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    /**
     * Tries it, for real where it is another account than the one that looked at the server.
     *
     * @return what was found, for people
     */
    String tried(DatabaseSpec database, ReplicationFacts facts, Duration most) throws Troubled {
        if (database.access().replicationCredentials() != null) {
            return signedIn(database, facts, most);
        }
        if (credentials.find(database, Account.REPLICATION) instanceof Lookup.NotFound(var trouble)) {
            throw new Troubled(trouble);
        }
        if (!facts.replicates()) {
            throw new Troubled(new Trouble(
                    "replication_right_missing",
                    facts.role() + " may not replicate, and no other account is named for it",
                    facts.service().letReplicate(facts.role())
                            + "; or give the database replicationCredentials of an account that may"));
        }
        return facts.role() + " may replicate";
    }

    private String signedIn(DatabaseSpec database, ReplicationFacts facts, Duration most) throws Troubled {
        try (Connection connection =
                        sessions.openToReplicate(database, Sessions.NAME, Patience.forEach(database, most));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return connection.getMetaData().getUserName() + " signed in for replication, at " + row.getString("xlogpos")
                    + " of timeline " + row.getString("timeline");
        } catch (SQLException e) {
            throw new Troubled(SqlTrouble.of(e, database));
        } catch (Troubled e) {
            throw new Troubled(ofReplication(e.trouble(), user(database), facts));
        }
    }

    private String user(DatabaseSpec database) throws Troubled {
        return switch (credentials.find(database, Account.REPLICATION)) {
            case Lookup.NotFound(var trouble) -> throw new Troubled(trouble);
            case Lookup.Found(var credential) -> credential.username();
        };
    }

    /** That a role may not replicate comes with the SQLSTATE of any missing privilege, in the middle of signing in. */
    private static Trouble ofReplication(Trouble trouble, String user, ReplicationFacts facts) {
        return trouble.code().equals("privilege_missing")
                ? new Trouble(
                        "replication_right_missing",
                        user + " is not let in for replication: " + trouble.message(),
                        facts.service().letReplicate(user))
                : new Trouble(trouble.code(), "The account for replication: " + trouble.message(), trouble.remedy());
    }
}
