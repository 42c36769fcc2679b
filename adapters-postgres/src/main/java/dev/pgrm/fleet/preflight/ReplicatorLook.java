package dev.pgrm.fleet.preflight;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.preflight.SourceFacts;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The account as which the target's server will sign in to the source. */
final class ReplicatorLook {
    private final Sessions sessions;
    private final Credentials credentials;

    ReplicatorLook(Sessions sessions, Credentials credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    /** @param role none when the credential is not to be had */
    record Known(@Nullable String role, @Nullable Trouble trouble) {}

    Known account(DatabaseSpec database) {
        return switch (credentials.find(database, Account.REPLICATION)) {
            case Lookup.Found(var credential) -> new Known(credential.username(), null);
            case Lookup.NotFound(var trouble) -> new Known(null, trouble);
        };
    }

    /** Signs in as it, where that is another account than the one that looked, and nothing that is known stands against it. */
    SourceFacts tried(SourceFacts facts, DatabaseSpec database, Duration patience) {
        boolean another = database.access().replicationCredentials() != null;
        if (!another
                || !facts.replicator().may()
                || facts.end().replication().senders().isFull()) {
            return facts;
        }
        try {
            sessions.openToReplicate(database, Sessions.NAME, patience).close();
            return facts;
        } catch (Troubled e) {
            return facts.refusing(e.trouble());
        } catch (SQLException e) {
            return facts.refusing(SqlTrouble.of(e, database));
        }
    }
}
