package dev.pgrm.fleet.connection;

import dev.pgrm.domain.database.DatabaseSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Bounds a session that has just begun and has it take one of our places on the database, in one round trip. Not by startup
 * parameters, which connection poolers refuse.
 */
final class SessionStart {
    private SessionStart() {}

    record Started(Standing standing, boolean placed) {}

    static Started of(Connection connection, DatabaseSpec database, SessionUse use, Places places) throws SQLException {
        // Nobody's functions and operators shall stand before the server's own, hence the search path. The server gives
        // up before the network does, and a lock before the statement: each then tells what it was.
        long millis = use.patience().toMillis();
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(
                    Locale.ROOT,
                    """
                    set search_path = pg_catalog;
                    select pg_is_in_recovery() as in_recovery,
                           current_setting('default_transaction_read_only')::bool as read_only,
                           %s is not null as placed;
                    set default_transaction_read_only = %s;
                    set statement_timeout = '%dms';
                    set lock_timeout = '%dms';
                    set idle_in_transaction_session_timeout = '60s';
                    set tcp_keepalives_idle = 60;
                    set tcp_keepalives_interval = 15;
                    set tcp_keepalives_count = 4;
                    set jit = off
                    """,
                    use.takesPlace() ? places.taking(database) : "1",
                    use.defaultReadOnly(),
                    millis * 3 / 4,
                    millis / 2));
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new Started(
                        new Standing(row.getBoolean("in_recovery"), row.getBoolean("read_only")),
                        row.getBoolean("placed"));
            }
        }
    }
}
