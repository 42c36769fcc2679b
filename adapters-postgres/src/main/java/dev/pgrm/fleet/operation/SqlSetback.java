package dev.pgrm.fleet.operation;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.fleet.connection.SqlTrouble;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a driver's exception means for a step: whether it may be over by itself, and what to say of it. */
final class SqlSetback {
    static final String NAME_TAKEN = "name_taken";

    /** Of a statement, by the server's time-out or by somebody. */
    static final String CANCELLED = "57014";

    /** Of opening a session: what a restart, a failover or a busy hour brings about. */
    private static final Set<String> PASSING = Set.of(
            "dns_failed",
            "connection_refused",
            "no_route",
            "timed_out",
            "server_not_ready",
            "too_many_connections",
            "connection_failed",
            SqlTrouble.CONNECTION_LOST);

    /** Locks, deadlocks, things in use, places that are taken, shutdowns, statements that took too long or were cancelled. */
    private static final Set<String> PASSING_STATES =
            Set.of("55P03", "40P01", "40001", "55006", "53300", "57P01", "57P02", "57P03", CANCELLED);

    private static final Set<String> LASTING_REPORTS = Set.of(
            "password authentication failed",
            "no password supplied",
            "no pg_hba.conf entry",
            "could not translate host name",
            "certificate verify failed",
            "does not exist");

    private SqlSetback() {}

    static Setback ofOpening(Trouble trouble) {
        return PASSING.contains(trouble.code()) ? Setback.passing(trouble) : Setback.lasting(trouble);
    }

    /** Of a statement that this worker gave up. */
    static Setback ofInterruption(DatabaseSpec database) {
        return Setback.passing(new Trouble(
                "interrupted",
                "A statement on " + database.name() + " was given up, as the operation is to stop or to be handed over",
                "Whoever takes it up looks again at what is there"));
    }

    static Setback of(SQLException e, DatabaseSpec database, @Nullable String secret) {
        ServerErrorMessage said = e instanceof PSQLException told ? told.getServerErrorMessage() : null;
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (said == null || state.startsWith("57P")) {
            return Setback.passing(SqlTrouble.of(e, database));
        }
        String message = hidden(said.getMessage() + (said.getDetail() == null ? "" : ". " + said.getDetail()), secret);
        var trouble = new Trouble(
                code(state),
                "On " + database.name() + ": " + message,
                said.getHint() == null ? remedy(state) : hidden(said.getHint(), secret));
        return passes(state, message) ? Setback.passing(trouble) : Setback.lasting(trouble);
    }

    private static boolean passes(String state, String message) {
        return PASSING_STATES.contains(state)
                || (state.startsWith("08") && LASTING_REPORTS.stream().noneMatch(message::contains));
    }

    /** In every form in which a server may repeat it: as it is, in a connection string, and in a literal of one. */
    static String hidden(String text, @Nullable String secret) {
        if (secret == null || secret.isEmpty()) {
            return text;
        }
        String inConninfo = secret.replace("\\", "\\\\").replace("'", "\\'");
        String inLiteral = inConninfo.replace("'", "''").replace("\\", "\\\\");
        return text.replace(inLiteral, "***").replace(inConninfo, "***").replace(secret, "***");
    }

    private static String code(String state) {
        return switch (state) {
            case "42710", "42P07" -> NAME_TAKEN;
            case "42501" -> "privilege_missing";
            case "42704", "42P01", "3F000" -> "object_missing";
            case "53400" -> "limit_reached";
            case "55P03" -> "locked";
            case CANCELLED -> "statement_timed_out";
            default -> state.startsWith("08") ? "source_unreachable_from_target" : "refused_by_server";
        };
    }

    private static String remedy(String state) {
        return switch (state) {
            case "42710", "42P07" -> "Take another name, or remove what has it";
            case "42501" -> "Give our role the privilege, or let its owner do it";
            case "53400" -> "Raise the limit that is named, or free a place";
            case "55P03" -> "See in pg_locks who holds the lock, and try again";
            case CANCELLED -> "See in pg_stat_activity what keeps the server busy, and try again";
            default ->
                state.startsWith("08")
                        ? "Let the target's server reach the source: address, firewall, pg_hba.conf, user and password"
                        : "See what the server says; then try again";
        };
    }
}
