package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Quoted;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What keeps us from signing in. Servers tell much of it in words alone, which are English unless lc_messages says otherwise;
 * what is not recognised keeps the code of its SQLSTATE.
 */
final class SignInTrouble {
    static final String REJECTED = "sign_in_rejected";

    private static final Pattern NO_RULE = Pattern.compile("host \"([^\"]+)\"");

    private final SQLException refusal;
    private final DatabaseSpec database;
    private final String user;
    private final SignIn signIn;
    private final String said;

    private SignInTrouble(SQLException refusal, DatabaseSpec database, String user, SignIn signIn) {
        this.refusal = refusal;
        this.database = database;
        this.user = user;
        this.signIn = signIn;
        this.said = SqlTrouble.firstLine(refusal);
    }

    /** @param database narrowed to the endpoint that was tried */
    static Trouble of(SQLException refusal, DatabaseSpec database, String user, SignIn signIn) {
        return new SignInTrouble(refusal, database, user, signIn).told();
    }

    private Trouble told() {
        Trouble ours = ofOurselves();
        if (ours != null) {
            return ours;
        }
        Trouble network = SqlTrouble.ofNetwork(refusal, database);
        if (network != null) {
            return network;
        }
        return byServer() ? ofServer() : ofDriver();
    }

    private @Nullable Trouble ofOurselves() {
        return switch (refusal) {
            case DriverPassword.CleartextRefused clear ->
                new Trouble(
                        "cleartext_refused",
                        where() + " asks for the password itself over a connection without TLS; it was not sent",
                        "Choose TLS mode require or stricter, or have the server ask for scram-sha-256 (pg_hba.conf)");
            case DriverPassword.PasswordMissing missing ->
                new Trouble(
                        "password_missing",
                        where() + " asks for a password, and the credential has none",
                        "Put a password into the secret, or have the server accept the certificate alone: "
                                + rule("hostssl", "cert"));
            default -> null;
        };
    }

    private boolean byServer() {
        return refusal instanceof PSQLException told && told.getServerErrorMessage() != null;
    }

    private Trouble ofDriver() {
        String state = state();
        // Since TLS 1.3 a server judges our certificate after the handshake, and its verdict may be lost with the
        // connection.
        if (state.startsWith("08") && signIn.showsCertificate() && signIn.encrypted() && !signIn.asked()) {
            return TlsTrouble.certificateRefused(database.endpoint(), said);
        }
        return switch (state) {
            case "08004" ->
                !signIn.encrypted()
                                && !signIn.asked()
                                && TlsTrust.mode(database).compareTo(TlsMode.REQUIRE) >= 0
                        ? TlsTrouble.notOffered(database.endpoint())
                        : new Trouble(
                                "authentication_unsupported",
                                where() + " wants a way of signing in that we do not know: " + said,
                                rule("hostssl", "scram-sha-256") + " in pg_hba.conf");
            case "08P01" -> TlsTrouble.otherProtocol(database.endpoint());
            // Without a cause the driver itself gave up waiting.
            case "08001" -> refusal.getCause() == null ? SqlTrouble.timedOut(where()) : notConnected();
            default -> SqlTrouble.of(refusal, database);
        };
    }

    private Trouble ofServer() {
        return switch (state()) {
            case "28000" -> rejected();
            case "28P01" -> wrongPassword();
            case "53300" -> noConnectionLeft();
            case "55000" ->
                new Trouble(
                        "database_closed",
                        "The database " + database.database() + " accepts no connections: " + said,
                        "alter database " + quoted(database.database()) + " allow_connections true");
            case "42501" ->
                new Trouble(
                        "privilege_missing",
                        "The server does not let us into this database: " + said,
                        "grant connect on database " + quoted(database.database()) + " to " + quoted(user));
            default -> SqlTrouble.of(refusal, database);
        };
    }

    private Trouble wrongPassword() {
        if (token()) {
            return new Trouble(
                    "rds_iam_not_granted",
                    "The server takes the IAM token of " + user + " for a password: " + said,
                    "grant rds_iam to " + quoted(user));
        }
        return new Trouble(
                "authentication_failed",
                "The server refuses user and password: " + said,
                "Check the secret that the credential reference names");
    }

    private Trouble rejected() {
        Endpoint endpoint = database.endpoint();
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("pam authentication failed") && token()) {
            return tokenRefused();
        }
        if (words.contains("certificate authentication failed")) {
            return TlsTrouble.certificateRefused(endpoint, said);
        }
        if (words.contains("valid client certificate")) {
            return TlsTrouble.certificateRequired(endpoint, said);
        }
        if (words.contains("is not permitted to log in")) {
            return new Trouble(
                    "role_cannot_login",
                    "The role " + user + " may not log in at " + where(),
                    "alter role " + quoted(user) + " login");
        }
        // The server's own word counts: where TLS is preferred, the driver tells of its first try and makes a second
        // one.
        boolean inTheClear = words.contains("no encryption") || words.contains("ssl off");
        if (words.contains("no pg_hba.conf entry") && inTheClear) {
            return new Trouble(
                    "tls_required",
                    "The server has no rule that lets us in without TLS: " + said,
                    "Choose TLS mode require or stricter; or, if it is to be without TLS, add to pg_hba.conf: "
                            + rule("host", "scram-sha-256"));
        }
        if (words.contains("no pg_hba.conf entry") || words.contains("pg_hba.conf rejects")) {
            return new Trouble(
                    REJECTED,
                    "The server has no rule that lets us in: " + said,
                    "Add to pg_hba.conf, before any line that rejects us: "
                            + rule(inTheClear ? "host" : "hostssl", "scram-sha-256"));
        }
        return new Trouble(
                REJECTED,
                "The server refuses the sign-in: " + said,
                "Check pg_hba.conf on the server for this user, database, address and TLS");
    }

    private Trouble tokenRefused() {
        RdsHost rds = RdsHost.parse(database.endpoint().host());
        String region = Objects.requireNonNullElse(
                database.awsRegion() != null ? database.awsRegion() : rds == null ? null : rds.region(), "REGION");
        return new Trouble(
                "iam_token_refused",
                "The server refuses the IAM token of " + user + ": " + said,
                "Allow rds-db:connect on arn:" + AwsRegion.partition(region) + ":rds-db:" + region
                        + ":ACCOUNT:dbuser:RESOURCE-ID/" + user
                        + " to whom the monitor runs as; register the endpoint's own name, for which the token is"
                        + " signed, no alias; check the region and the monitor's clock");
    }

    private Trouble noConnectionLeft() {
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("connection slots are reserved")) {
            return new Trouble(
                    "reserved_connections",
                    "The connections that are left at " + where() + " are reserved for others: " + said,
                    "Close sessions that are not needed, raise max_connections, or from PostgreSQL 16 on set"
                            + " reserved_connections and grant pg_use_reserved_connections to " + quoted(user));
        }
        if (words.contains("for role")) {
            return new Trouble(
                    "role_connection_limit",
                    "The role " + user + " has as many connections as it may have: " + said,
                    "alter role " + quoted(user) + " connection limit -1");
        }
        if (words.contains("for database")) {
            return new Trouble(
                    "database_connection_limit",
                    "The database " + database.database() + " has as many connections as it may have: " + said,
                    "alter database " + quoted(database.database()) + " connection limit -1");
        }
        return SqlTrouble.of(refusal, database);
    }

    /** A line as that server would have to have it. */
    private String rule(String kind, String method) {
        Matcher address = NO_RULE.matcher(said);
        String from = address.find() ? address.group(1) : "ADDRESS";
        String mask = from.equals("ADDRESS") ? "" : from.contains(":") ? "/128" : "/32";
        return kind + " " + quoted(database.database()) + " " + quoted(user) + " " + from + mask + " " + method;
    }

    private Trouble notConnected() {
        return new Trouble(
                "connection_failed",
                "No connection to " + where() + ": " + said,
                "See the server's log for the reason");
    }

    private boolean token() {
        return database.access().credentials() instanceof RdsIam;
    }

    private String state() {
        ServerErrorMessage told = refusal instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String state = told == null ? refusal.getSQLState() : told.getSQLState();
        return state == null ? "" : state;
    }

    private String where() {
        return database.endpoint().toString();
    }

    private static String quoted(String name) {
        return Quoted.identifier(name);
    }
}
