package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a pool has its sessions from. A pool hides why it gets none, so whoever waits for one is told from here. */
abstract class PoolSource implements DataSource {
    private final Breaker breaker;

    PoolSource(Breaker breaker) {
        this.breaker = breaker;
    }

    /** A pool goes on trying in the background, and for nobody it need not. */
    abstract boolean wanted();

    abstract Connection open() throws Troubled;

    abstract void tell(Trouble trouble);

    @Override
    public Connection getConnection() throws SQLException {
        if (!wanted()) {
            throw new SQLException("nobody waits for a session");
        }
        Trouble refusal = breaker.refusal();
        if (refusal != null) {
            throw told(refusal);
        }
        try {
            Connection opened = open();
            breaker.succeeded();
            return opened;
        } catch (Troubled e) {
            breaker.failed(e.trouble());
            throw told(e.trouble());
        }
    }

    private SQLException told(Trouble trouble) {
        tell(trouble);
        return new SQLException(trouble.message());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("Credentials are looked up for each session");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("There is nothing inside");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
