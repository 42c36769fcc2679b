package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a pool has its sessions from. A pool hides why it gets none, so whoever waits for one is told from here. */
abstract class PoolSource implements DataSource {
    private final Breaker breaker;

    PoolSource(Breaker breaker) {
        this.breaker = breaker;
    }

    /** Those who wait for a session now. */
    abstract List<CompletableFuture<Connection>> waiting();

    abstract Connection open() throws Troubled;

    @Override
    public Connection getConnection() throws SQLException {
        // A pool goes on trying in the background, and for nobody it need not. Who comes later is no concern of this
        // try, which may be about to fail for a reason that no longer holds.
        List<CompletableFuture<Connection>> waiting = waiting();
        if (waiting.isEmpty()) {
            throw new SQLException("nobody waits for a session");
        }
        Trouble refusal = breaker.refusal();
        if (refusal != null) {
            throw told(refusal, waiting);
        }
        try {
            Connection opened = open();
            breaker.succeeded();
            return opened;
        } catch (Troubled e) {
            breaker.failed(e.trouble());
            throw told(e.trouble(), waiting);
        } catch (RuntimeException | Error e) {
            // The pool would only try again, for as long as they wait.
            waiting.forEach(wish -> wish.completeExceptionally(e));
            throw e;
        }
    }

    private static SQLException told(Trouble trouble, List<CompletableFuture<Connection>> waiting) {
        waiting.forEach(wish -> wish.completeExceptionally(new Troubled(trouble)));
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

    /** In seconds: how long a pool that closes waits for a session that is just beginning. */
    @Override
    public int getLoginTimeout() {
        return 5;
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
