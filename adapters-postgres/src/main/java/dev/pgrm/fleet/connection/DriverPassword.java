package dev.pgrm.fleet.connection;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;

/** Gives the driver the password when the server asks for one. Public because the driver makes it by name. */
public final class DriverPassword implements AuthenticationPlugin {
    private final SignIn signIn;

    public DriverPassword(Properties properties) {
        this.signIn = SignIn.of(properties);
    }

    /** The driver wipes what it is given. */
    @Override
    public char @Nullable [] getPassword(AuthenticationRequestType type) throws PSQLException {
        signIn.asking();
        if (type == AuthenticationRequestType.CLEARTEXT_PASSWORD && !signIn.mayShowPassword()) {
            throw new CleartextRefused();
        }
        String password = signIn.password();
        if (password == null) {
            throw new PasswordMissing();
        }
        return password.toCharArray();
    }

    /** The password stays here, since whoever listens could read it. */
    static final class CleartextRefused extends PSQLException {
        private static final long serialVersionUID = 1L;

        CleartextRefused() {
            super("The server asks for the password itself over a connection without TLS", null);
        }
    }

    /** The server wants what we do not have. */
    static final class PasswordMissing extends PSQLException {
        private static final long serialVersionUID = 1L;

        PasswordMissing() {
            super("The server asks for a password, and the credential has none", null);
        }
    }
}
