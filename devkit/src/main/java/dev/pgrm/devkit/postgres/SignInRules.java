package dev.pgrm.devkit.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Who may sign in how: lines of a server's pg_hba.conf. */
public final class SignInRules {
    private static final String USUAL = "host all all all scram-sha-256\nhost replication all all scram-sha-256\n";

    private SignInRules() {}

    /** These first, the devkit's own after them. */
    public static void prepend(PostgresServer server, String... lines) {
        write(server, String.join("\n", lines) + "\n" + USUAL);
    }

    /** These and no others; the superuser has to get in by one of them. */
    public static void only(PostgresServer server, String... lines) {
        write(server, String.join("\n", lines) + "\n");
    }

    /** Those of the devkit alone. */
    public static void reset(PostgresServer server) {
        write(server, USUAL);
    }

    private static void write(PostgresServer server, String rules) {
        try (Connection connection = server.database().connect()) {
            ServerFile.write(connection, rules, "pg_hba.conf");
        } catch (SQLException e) {
            throw new SqlFailed(server.name(), e);
        }
        Reload.of(server);
    }
}
