package dev.pgrm.devkit.postgres;

import java.sql.SQLException;

/** A statement of a test or of the devkit failed; what failed on which server stands in the message. */
public final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    SqlFailed(String where, SQLException cause) {
        super(where + ": " + cause.getMessage(), cause);
        sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    public String sqlState() {
        return sqlState;
    }
}
