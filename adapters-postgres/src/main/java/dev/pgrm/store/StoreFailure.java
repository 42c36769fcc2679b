package dev.pgrm.store;

import dev.pgrm.application.StoreUnavailable;
import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What stands behind an exception that came out of the store. */
final class StoreFailure {
    private static final Set<String> NOT_NOW = Set.of(
            "3D000", // no such database, perhaps not yet
            "25006", // read only: the address leads to a standby, as during a failover
            "40001", // serialization failure
            "40P01", // deadlock
            "53300", // too many connections
            "55P03", // lock timeout
            "57014", // statement timeout
            "57P01", // the server stops
            "57P02", // it crashed
            "57P03", // it starts, or recovers
            "57P05"); // idle session ended

    private static final Set<String> NO_SCHEMA = Set.of("3F000", "42P01", "42703");

    private StoreFailure() {}

    /** The one place where trouble with the connection becomes {@link StoreUnavailable}; all else stays what it is. */
    static RuntimeException translated(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return failure;
        }
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (NO_SCHEMA.contains(state)) {
            return new StoreUnavailable(
                    "The store's schema is not ready; the API or a monitor migrates it when it starts", cause);
        }
        // A connection that broke fails once more when the pool takes it back, then without a state.
        return failure instanceof ConnectionException || isPassing(cause, state)
                ? new StoreUnavailable("The store does not answer: " + said(cause), cause)
                : failure;
    }

    /** The constraint that refused a row, if one did. */
    static @Nullable String constraint(RuntimeException failure) {
        return sqlCause(failure) instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? refused.getServerErrorMessage().getConstraint()
                : null;
    }

    static @Nullable SQLException sqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }

    static String said(SQLException cause) {
        SQLException root = cause;
        // The pool wraps what the server said in words about itself.
        while (root.getCause() instanceof SQLException inner) {
            root = inner;
        }
        return String.valueOf(root.getMessage());
    }

    private static boolean isPassing(SQLException cause, String state) {
        return cause instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("28")
                || NOT_NOW.contains(state);
    }
}
