package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.Driver;

/** Signs in at one host, with whatever credential the server accepts by now. */
final class HostSignIn {
    private static final String WRONG_PASSWORD = "28P01";

    private final Credentials credentials;
    private final TlsTrust tls;
    private final Driver driver = new Driver();

    HostSignIn(Credentials credentials, TlsTrust tls) {
        this.credentials = credentials;
        this.tls = tls;
    }

    Connection at(Endpoint host, DatabaseSpec database, SessionUse use) throws Troubled {
        DatabaseSpec there = database.at(host);
        DatabaseSpec asked = knownBy(database, there, use.account());
        Credential credential = credential(asked, use.account());
        try {
            return signIn(there, credential, use);
        } catch (Refused refused) {
            return afresh(asked, there, credential, refused.trouble(), use);
        }
    }

    /** A token is signed for the host that it is shown to; a secret belongs to the host under which the database is registered. */
    private static DatabaseSpec knownBy(DatabaseSpec database, DatabaseSpec there, Account account) {
        return database.access().of(account) instanceof RdsIam ? there : database;
    }

    /** A password may have been rotated since it was read: that is no trouble if the new one is there to be read. */
    private Connection afresh(
            DatabaseSpec asked, DatabaseSpec there, Credential refused, Trouble trouble, SessionUse use)
            throws Troubled {
        Trouble last = trouble;
        for (Credential other : credentials.afterRefusal(asked, use.account(), refused)) {
            try {
                return signIn(there, other, use);
            } catch (Refused e) {
                last = e.trouble();
            }
        }
        throw new Troubled(last);
    }

    private Credential credential(DatabaseSpec database, Account account) throws Troubled {
        return switch (credentials.find(database, account)) {
            case Lookup.NotFound(var trouble) -> throw new Troubled(trouble);
            case Lookup.Found(var credential) -> credential;
        };
    }

    private Connection signIn(DatabaseSpec there, Credential credential, SessionUse use) throws Troubled, Refused {
        TlsClient client = tls.client(there, credential.certificate());
        boolean inTheClear = TlsTrust.mode(there) == TlsMode.DISABLE;
        try (var signIn = new SignIn(client, credential, inTheClear)) {
            return connect(there, credential.username(), signIn, use);
        }
    }

    private Connection connect(DatabaseSpec there, String user, SignIn signIn, SessionUse use)
            throws Troubled, Refused {
        try {
            Connection connection = driver.connect(
                    "jdbc:postgresql://" + there.endpoint() + "/", DriverProperties.of(there, user, signIn, use));
            if (connection == null) {
                throw new IllegalStateException("the driver does not know its own URL");
            }
            return connection;
        } catch (SQLException e) {
            Trouble trouble = SignInTrouble.of(e, there, user, signIn);
            if (isOfPassword(e, trouble, signIn)) {
                throw new Refused(trouble);
            }
            throw new Troubled(trouble);
        }
    }

    /** Servers that have it judged elsewhere, as by LDAP or PAM, do not tell a wrong password by a code of its own. */
    private static boolean isOfPassword(SQLException e, Trouble trouble, SignIn signIn) {
        return WRONG_PASSWORD.equals(e.getSQLState())
                || (trouble.code().equals(SignInTrouble.REJECTED) && signIn.asked());
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
