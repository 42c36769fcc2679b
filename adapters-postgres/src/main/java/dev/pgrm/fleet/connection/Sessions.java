package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.Driver;

/** Opens sessions on managed databases. */
public final class Sessions {
    private static final String WRONG_PASSWORD = "28P01";

    private final Credentials credentials;
    private final TlsTrust tls;
    private final Driver driver = new Driver();

    public Sessions(Credentials credentials, TlsTrust tls) {
        this.credentials = credentials;
        this.tls = tls;
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
        } catch (Refused refused) {
            return signInAfresh(database, credential, refused.trouble(), purpose, patience);
        }
    }

    /** A password may have been rotated since it was read: that is no trouble if the new one is there to be read. */
    private Connection signInAfresh(
            DatabaseSpec database, Credential refused, Trouble trouble, String purpose, Duration patience)
            throws Troubled {
        Trouble last = trouble;
        for (Credential other : credentials.afterRefusal(database, Account.MANAGING, refused)) {
            try {
                return signIn(database, other, purpose, patience);
            } catch (Refused e) {
                last = e.trouble();
            }
        }
        throw new Troubled(last);
    }

    private Credential credential(DatabaseSpec database) throws Troubled {
        return switch (credentials.find(database, Account.MANAGING)) {
            case Lookup.NotFound(var trouble) -> throw new Troubled(trouble);
            case Lookup.Found(var credential) -> credential;
        };
    }

    private Connection signIn(DatabaseSpec database, Credential credential, String purpose, Duration patience)
            throws Troubled, Refused {
        TlsClient client = tls.client(database, credential.certificate());
        boolean inTheClear = TlsTrust.mode(database) == TlsMode.DISABLE;
        try (var signIn = new SignIn(client, credential.password(), inTheClear)) {
            return connect(database, credential.username(), signIn, purpose, patience);
        }
    }

    private Connection connect(DatabaseSpec database, String user, SignIn signIn, String purpose, Duration patience)
            throws Troubled, Refused {
        try {
            Connection connection = driver.connect(
                    "jdbc:postgresql://" + database.endpoint() + "/",
                    DriverProperties.of(database, user, signIn, purpose, patience));
            if (connection == null) {
                throw new IllegalStateException("the driver does not know its own URL");
            }
            return connection;
        } catch (SQLException e) {
            Trouble trouble = SignInTrouble.of(e, database, user, signIn);
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new Refused(trouble);
            }
            throw new Troubled(trouble);
        }
    }

    /** Another credential may do. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;

        Refused(Trouble trouble) {
            super(trouble.message(), null, false, false);
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }
}
