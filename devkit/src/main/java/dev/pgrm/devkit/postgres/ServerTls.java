package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Lets a running server speak TLS as well, however it is run: certificate and key reach it through SQL. */
public final class ServerTls {
    private ServerTls() {}

    /** The certificate names {@code localhost} and 127.0.0.1, and is its own authority. */
    public static void enable(PostgresServer server) {
        try {
            var made = SelfSigned.forLoopback();
            show(server, new Certified(made.certificate(), made.key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows this certificate from the next connection on. */
    public static void show(PostgresServer server, Certified certified) {
        try (Connection connection = server.database().connect()) {
            ServerFile.write(connection, certified.certificate(), "server.crt");
            ServerFile.write(connection, certified.key(), "server.key");
            server.sql("alter system set ssl = on");
            Reload.of(server);
        } catch (SQLException e) {
            throw new SqlFailed(server.name(), e);
        }
    }

    /** Asks clients for certificates, and believes those that the authority vouches for. */
    public static void trustClientsOf(PostgresServer server, TestAuthority authority) {
        try (Connection connection = server.database().connect()) {
            ServerFile.write(connection, authority.certificate(), "clients.crt");
            server.sql("alter system set ssl_ca_file = 'clients.crt'");
            Reload.of(server);
        } catch (SQLException e) {
            throw new SqlFailed(server.name(), e);
        }
    }

    public static void disable(PostgresServer server) {
        server.sql("alter system set ssl = off");
        Reload.of(server);
    }

    /** In PEM: what a client takes for its root certificate to verify this server. */
    public static String certificateOf(PostgresServer server) {
        return server.value("select pg_read_file('server.crt')");
    }
}
