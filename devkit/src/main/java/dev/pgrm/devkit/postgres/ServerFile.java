package dev.pgrm.devkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Files in a server's data directory, written through SQL, so that it does not matter how the server is run. */
final class ServerFile {
    private ServerFile() {}

    /** By way of a table, since COPY takes no parameters, and a key must not stand in a statement. */
    static void write(Connection connection, String content, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table pem (n int generated always as identity, line text)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into pem (line) select unnest(string_to_array(rtrim(?, e'\\n'), e'\\n'))")) {
                insert.setString(1, content);
                insert.executeUpdate();
            }
            statement.execute("copy (select line from pem order by n) to program 'umask 077; cat > " + file + "'");
            statement.execute("drop table pem");
        }
    }
}
