package dev.pgrm.fleet.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Names in a database of the encoding SQL_ASCII, which may be any bytes. What is no UTF-8 the server refuses to send, and with it
 * the whole answer. A session that takes each byte for a character of Latin-1 gets it all, and finds by such a name what has it.
 */
public final class UncheckedNames {
    private static final String NOT_IN_REPERTOIRE = "22021";
    private static final String ENCODING = "client_encoding";
    private static final String BYTES = "LATIN1";

    /** The driver sends UTF-8 whatever was agreed, and the server takes it as it comes. */
    private static final String AS_BYTES =
            "convert_from(convert(convert_to(?::text, 'SQL_ASCII'), 'UTF8', 'LATIN1'), 'SQL_ASCII')";

    private UncheckedNames() {}

    public static boolean refusedBy(SQLException e) {
        return NOT_IN_REPERTOIRE.equals(e.getSQLState());
    }

    /** Has the session read them from now on; false where there are none, or where it does already. */
    public static boolean read(Connection session) throws SQLException {
        PGConnection server = session.unwrap(PGConnection.class);
        if (!"SQL_ASCII".equals(server.getParameterStatus("server_encoding"))
                || BYTES.equals(server.getParameterStatus(ENCODING))) {
            return false;
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("set client_encoding = '" + BYTES + "'");
        }
        return true;
    }

    /** A statement whose parameters of the form {@code ?::text} are names, and mean what was shown. */
    public static PreparedStatement prepare(Connection session, String sql) throws SQLException {
        boolean bytes = BYTES.equals(session.unwrap(PGConnection.class).getParameterStatus(ENCODING));
        return session.prepareStatement(bytes ? sql.replace("?::text", AS_BYTES) : sql);
    }
}
