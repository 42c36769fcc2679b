package dev.pgrm.fleet.trial;

import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signed in, and bounded in what it may do and how long that may take. */
record Session(Connection connection, Capabilities capabilities) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    @Override
    public void close() {
        close(connection);
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("A session of a connection test could not be closed in order: {}", e.getMessage());
        }
    }
}
