package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens sessions that speak the replication protocol, as the account that replicates. */
public final class ReplicationSessions {
    private static final String AUTHENTICATION_FAILED = "authentication_failed";

    private final Credentials credentials;
    private final TlsTrust tls;
    private final Driver driver = new Driver();

    public ReplicationSessions(Credentials credentials, TlsTrust tls) {
        this.credentials = credentials;
        this.tls = tls;
    }

    /**
     * Signs in, in the database's own name: the rules in pg_hba.conf are those for that database, as with every logical stream.
     *
     * @param database narrowed to the endpoint to connect to
     */
    public Connection open(DatabaseSpec database, String purpose, Duration patience) throws Troubled {
        Credential first = found(database);
        try {
            return signIn(database, first, purpose, patience);
        } catch (Troubled refusal) {
            if (!refusal.trouble().code().equals(AUTHENTICATION_FAILED)) {
                throw refusal;
            }
            return signInAfresh(database, first, refusal, purpose, patience);
        }
    }

    private Connection signInAfresh(
            DatabaseSpec database, Credential refused, Troubled refusal, String purpose, Duration patience)
            throws Troubled {
        Troubled last = refusal;
        for (Credential other : credentials.afterRefusal(database, Account.REPLICATION, refused)) {
            try {
                return signIn(database, other, purpose, patience);
            } catch (Troubled e) {
                last = e;
            }
        }
        throw last;
    }

    private Credential found(DatabaseSpec database) throws Troubled {
        return switch (credentials.find(database, Account.REPLICATION)) {
            case Lookup.NotFound(var trouble) -> throw new Troubled(trouble);
            case Lookup.Found(var credential) -> credential;
        };
    }

    private Connection signIn(DatabaseSpec database, Credential credential, String purpose, Duration patience)
            throws Troubled {
        TlsClient client = tls.client(database, credential.certificate());
        boolean inTheClear = TlsTrust.mode(database) == TlsMode.DISABLE;
        try (var signIn = new SignIn(client, credential.password(), inTheClear)) {
            return connect(database, credential.username(), signIn, purpose, patience);
        }
    }

    private Connection connect(DatabaseSpec database, String user, SignIn signIn, String purpose, Duration patience)
            throws Troubled {
        Properties properties = DriverProperties.of(database, user, signIn, purpose, patience);
        PGProperty.REPLICATION.set(properties, "database");
        // The only one that the protocol of replication has.
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        try {
            Connection connection = driver.connect("jdbc:postgresql://" + database.endpoint() + "/", properties);
            if (connection == null) {
                throw new IllegalStateException("the driver does not know its own URL");
            }
            return connection;
        } catch (SQLException e) {
            throw new Troubled(SignInTrouble.of(e, database, user, signIn));
        }
    }
}
