package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens sessions on managed databases. */
public final class Sessions {
    private static final String WRONG_PASSWORD = "28P01";

    private final Credentials credentials;
    private final Driver driver = new Driver();

    public Sessions(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Signs in.
     *
     * @param purpose what the session is for, as the server's administrators will see it
     * @param patience how long the network and the server may keep silent, here and later on this session
     */
    public Connection open(DatabaseSpec database, String purpose, Duration patience) throws Troubled {
        Credential credential = credential(database);
        try {
            return signIn(database, credential, purpose, patience);
        } catch (SQLException e) {
            if (!WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new Troubled(SqlTrouble.ofSignIn(e, database));
            }
            return signInAfresh(database, credential, e, purpose, patience);
        }
    }

    /** A password may have been rotated since it was read: that is no trouble if the new one is there to be read. */
    private Connection signInAfresh(
            DatabaseSpec database, Credential refused, SQLException refusal, String purpose, Duration patience)
            throws Troubled {
        SQLException last = refusal;
        for (Credential other : credentials.afterRefusal(database, Account.MANAGING, refused)) {
            try {
                return signIn(database, other, purpose, patience);
            } catch (SQLException e) {
                last = e;
            }
        }
        throw new Troubled(SqlTrouble.ofSignIn(last, database));
    }

    private Credential credential(DatabaseSpec database) throws Troubled {
        return switch (credentials.find(database, Account.MANAGING)) {
            case Lookup.NotFound(var trouble) -> throw new Troubled(trouble);
            case Lookup.Found(var credential) -> credential;
        };
    }

    private Connection signIn(DatabaseSpec database, Credential credential, String purpose, Duration patience)
            throws SQLException {
        Connection connection = driver.connect(url(database), properties(database, credential, purpose, patience));
        if (connection == null) {
            throw new IllegalStateException("the driver does not know its own URL");
        }
        return connection;
    }

    /** Host and database travel as properties: nothing an administrator enters can add a parameter to the URL. */
    private static String url(DatabaseSpec database) {
        return "jdbc:postgresql://" + database.endpoint() + "/";
    }

    private static Properties properties(
            DatabaseSpec database, Credential credential, String purpose, Duration patience) {
        Endpoint endpoint = database.endpoint();
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        var properties = new Properties();
        PGProperty.PG_HOST.set(properties, endpoint.host());
        PGProperty.PG_PORT.set(properties, endpoint.port());
        PGProperty.PG_DBNAME.set(properties, database.database());
        PGProperty.USER.set(properties, credential.username());
        if (credential.password() != null) {
            PGProperty.PASSWORD.set(properties, credential.password());
        }
        PGProperty.APPLICATION_NAME.set(properties, purpose);
        // Together with the name this saves a round trip.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        PGProperty.SSL_MODE.set(properties, Words.of(database.tls().mode()));
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        // For what the other two do not bound, such as resolving a name; longer, so that those tell first what is
        // wrong.
        PGProperty.LOGIN_TIMEOUT.set(properties, Long.toString(2 * Math.max(1, patience.toSeconds())));
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }
}
