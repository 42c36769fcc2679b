package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a driver's exception means to an administrator. */
public final class SqlTrouble {
    public static final String CONNECTION_LOST = "connection_lost";

    private SqlTrouble() {}

    public static Trouble of(SQLException e, DatabaseSpec database) {
        Trouble network = ofNetwork(e, database);
        return network != null ? network : ofServer(e, database);
    }

    /** Whether the whole server is out of reach rather than one database of it. */
    public static boolean concernsServer(Trouble trouble) {
        return switch (trouble.code()) {
            case "dns_failed", "connection_refused", "no_route", "timed_out", "server_not_ready", CONNECTION_LOST ->
                true;
            default -> false;
        };
    }

    static @Nullable Trouble ofNetwork(SQLException e, DatabaseSpec database) {
        String where = database.endpoint().toString();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Trouble trouble = switch (cause) {
                case UnknownHostException unknown ->
                    new Trouble(
                            "dns_failed",
                            "The name " + database.endpoint().host() + " cannot be resolved",
                            "Check the host's spelling, and that the monitor's resolver knows it");
                case SocketTimeoutException late -> timedOut(where);
                case NoRouteToHostException nowhere ->
                    new Trouble(
                            "no_route",
                            "There is no route to " + where,
                            "Check the network between the monitor and " + where);
                case ConnectException refused ->
                    new Trouble(
                            "connection_refused",
                            where + " refuses connections",
                            "Check that the server runs and listens there (listen_addresses, port)");
                case SSLException tls -> TlsTrouble.of(e, database);
                default -> null;
            };
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }

    private static Trouble ofServer(SQLException e, DatabaseSpec database) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said = firstLine(e);
        return switch (state) {
            case "28P01" ->
                new Trouble(
                        "authentication_failed",
                        "The server refuses user and password: " + said,
                        "Check the secret that the credential reference names");
            case "28000" ->
                new Trouble(
                        "sign_in_rejected",
                        "The server refuses the sign-in: " + said,
                        "Check pg_hba.conf on the server for this user, database, address and TLS");
            case "3D000" ->
                new Trouble(
                        "database_missing",
                        "There is no database " + database.database() + " on " + database.endpoint(),
                        "Correct the database's name, or create it");
            case "53300" ->
                new Trouble(
                        "too_many_connections",
                        "The server has no connection left: " + said,
                        "Raise max_connections, or close sessions that are not needed");
            case "57P03" ->
                new Trouble(
                        "server_not_ready",
                        "The server is starting up or shutting down: " + said,
                        "Wait; if it stays so, see the server's log");
            case "57P01", "57P02", "08006", "08003" ->
                new Trouble(CONNECTION_LOST, "The connection was lost: " + said, "It is opened again by itself");
            case "57014" ->
                new Trouble(
                        "statement_timed_out",
                        "The server did not finish in time: " + said,
                        "See what keeps it busy (pg_stat_activity)");
            case "42501" ->
                new Trouble(
                        "privilege_missing",
                        "Our role may not see something: " + said,
                        "grant pg_monitor to the monitoring role");
            default ->
                state.startsWith("08")
                        ? notConnected(database, said)
                        : new Trouble(
                                "unexpected",
                                "The server answered with an error (" + state + "): " + said,
                                "See the server's log");
        };
    }

    public static Trouble timedOut(String where) {
        return new Trouble(
                "timed_out",
                where + " did not answer in time",
                "Check security groups, firewalls and routes between the monitor and " + where);
    }

    private static Trouble notConnected(DatabaseSpec database, String said) {
        return new Trouble(
                "connection_failed",
                "No connection to " + database.endpoint() + ": " + said,
                "See the server's log for the reason");
    }

    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
