package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Lets a running server speak TLS as well, however it is run: certificate and key reach it through SQL. */
public final class ServerTls {
    private ServerTls() {}

    /** The certificate names {@code localhost} and 127.0.0.1, and is its own authority. */
    public static void enable(PostgresServer server) {
        try (Connection connection = server.database().connect()) {
            var made = SelfSigned.forLoopback();
            write(connection, made.certificate(), "server.crt");
            write(connection, made.key(), "server.key");
            server.sql("alter system set ssl = on", "select pg_reload_conf()");
            Await.until(
                    () -> server.name() + " to speak TLS",
                    Duration.ofSeconds(30),
                    () -> server.value("show ssl").equals("on"));
        } catch (SQLException e) {
            throw new SqlFailed(server.name(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In PEM: what a client takes for its root certificate to verify this server. */
    public static String certificateOf(PostgresServer server) {
        return server.value("select pg_read_file('server.crt')");
    }

    /** By way of a table, since COPY takes no parameters, and a key must not stand in a statement. */
    private static void write(Connection connection, String pem, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table pem (n int generated always as identity, line text)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into pem (line) select unnest(string_to_array(rtrim(?, e'\\n'), e'\\n'))")) {
                insert.setString(1, pem);
                insert.executeUpdate();
            }
            statement.execute("copy (select line from pem order by n) to program 'umask 077; cat > " + file + "'");
            statement.execute("drop table pem");
        }
    }
}
