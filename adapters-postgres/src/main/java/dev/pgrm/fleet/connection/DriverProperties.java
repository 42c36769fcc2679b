package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGProperty;

/** What the driver is told. It never sees the password, nor any file of this machine. */
final class DriverProperties {
    private DriverProperties() {}

    /** Host and database travel as properties: nothing an administrator enters can add a parameter to the URL. */
    static Properties of(DatabaseSpec database, String user, SignIn signIn, SessionUse use) {
        Endpoint endpoint = database.endpoint();
        var properties = new Properties();
        PGProperty.PG_HOST.set(properties, endpoint.host());
        PGProperty.PG_PORT.set(properties, endpoint.port());
        PGProperty.PG_DBNAME.set(properties, database.database());
        PGProperty.USER.set(properties, user);
        PGProperty.APPLICATION_NAME.set(properties, use.name());
        // Together with the name this saves a round trip.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        // See UncheckedNames.
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
        hook(properties, signIn, TlsTrust.mode(database));
        bound(properties, use.patience());
        if (use.kind() == SessionUse.Kind.REPLICATING) {
            PGProperty.REPLICATION.set(properties, "database");
            // The only one that the replication protocol has.
            PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        }
        return properties;
    }

    private static void hook(Properties properties, SignIn signIn, TlsMode mode) {
        properties.setProperty(SignIn.NUMBER, signIn.number());
        PGProperty.SOCKET_FACTORY.set(properties, DriverSockets.class.getName());
        PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(properties, DriverPassword.class.getName());
        PGProperty.SSL_FACTORY.set(properties, DriverTls.class.getName());
        // To verify is our own factory's business; the driver would compare names once more in its own way.
        TlsMode driven = mode.compareTo(TlsMode.REQUIRE) > 0 ? TlsMode.REQUIRE : mode;
        PGProperty.SSL_MODE.set(properties, Words.of(driven));
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
    }

    private static void bound(Properties properties, Duration patience) {
        long seconds = Math.max(1, patience.toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(properties, Long.toString(seconds));
        PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, Long.toString(seconds * 1000));
        // For what the others do not bound, such as resolving a name; longer, so that those tell first what is wrong.
        PGProperty.LOGIN_TIMEOUT.set(properties, Long.toString(2 * seconds));
        PGProperty.SOCKET_TIMEOUT.set(properties, Long.toString(seconds));
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, Long.toString(seconds));
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    }
}
