package dev.pgrm.fleet.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A session out of a pool, for one user at a time. */
public final class Borrowed implements AutoCloseable {
    private final HikariDataSource pool;
    private final Connection connection;

    Borrowed(HikariDataSource pool, Connection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /** Ends the session: it is broken, or nobody shall wait for its place. */
    public void end() {
        pool.evictConnection(connection);
        close();
    }

    /** Gives it back. */
    @Override
    public void close() {
        Pool.giveBack(connection);
    }
}
