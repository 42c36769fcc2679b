package dev.pgrm.domain.log;

import static dev.pgrm.domain.log.MessageCode.*;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of PostgreSQL 12 to 18 for what can happen to replication. Quotes around names of settings came with 17, so they are
 * optional everywhere.
 */
final class Wordings {
    private static final String UNREACHED = "could not connect to the (?:publisher|primary server): .*";
    private static final String LINK =
            "^could not (?:receive data from WAL stream|start WAL streaming|send end-of-streaming"
                    + " message to primary|send data to WAL stream|initiate streaming): ";

    /** What happens in sound operation, or follows from what is told elsewhere. */
    private static final List<Pattern> NOISE = patterns(
            "^could not drop replication slot",
            "^terminating (?:logical replication worker|walreceiver process|background worker .*|walsender process)"
                    + " due to administrator command",
            "^terminating connection due to administrator command",
            "^canceling statement due to user request");

    /** Words that nothing but replication uses. The first that fits tells: what is particular stands before what is general. */
    private static final List<Wording> PARTICULAR = List.of(
            said(DISABLED_ON_ERROR, "^subscription \".*\" has been disabled because of an error"),
            said(DISABLED, "^logical replication .*worker for subscription .*because the subscription was disabled"),
            said(UNIQUE_VIOLATION, "conflict=(?:insert_exists|update_exists|multiple_unique_conflicts)"),
            said(CONFLICT_ROW_MISSING, "conflict=(?:update_missing|delete_missing|update_deleted)"),
            said(CONFLICT_ROW_MISSING, "^logical replication did not find row to be (?:updated|deleted)"),
            said(CONFLICT_ORIGIN, "conflict=(?:update|delete)_origin_differs"),
            said(MISSING_RELATION, "^logical replication target relation \".*\" does not exist"),
            said(MISSING_COLUMN, "^logical replication target relation \".*\" is missing replicated column"),
            said(GENERATED_COLUMN, "^logical replication target relation \".*\" has incompatible generated column"),
            said(IDENTITY_MISMATCH, "^publisher did not send replica identity column expected"),
            said(IDENTITY_MISMATCH, "^logical replication target relation \".*\" has neither REPLICA IDENTITY index"),
            said(
                    IDENTITY_MISSING,
                    "^cannot (?:update|delete from) table \".*\" because it does not have a replica identity"),
            said(PERMISSION_DENIED, "^could not start initial contents copy for table .*permission denied"),
            said(COPY_FAILED, "^could not start initial contents copy for table"),
            said(SET_ROLE_DENIED, "^role \".*\" cannot SET ROLE to"),
            said(ROW_SECURITY, "cannot replicate into relation with row-level security enabled"),
            said(FAILOVER_SLOT_WAIT, "specified in parameter \"?(?:synchronized_standby_slots|standby_slot_names)\"?"),
            said(SLOTS_EXHAUSTED, "all replication slots are in use"),
            said(SENDERS_EXHAUSTED, "number of requested standby connections exceeds \"?max_wal_senders"),
            said(WORKERS_EXHAUSTED, "^out of (?:logical replication worker|background worker) slots"),
            said(ORIGINS_EXHAUSTED, "^could not find free replication state"),
            said(WAL_LEVEL_TOO_LOW, "requires \"?wal_level\"? >= \"?logical|exists, but \"?wal_level\"? < \"?"),
            said(SLOT_LOST, "(?:cannot read from logical|can no longer (?:get changes from|access)) replication slot"),
            said(SLOT_INVALIDATED, "^invalidating (?:obsolete replication )?slot \""),
            said(SLOT_TERMINATING, "^terminating process \\d+ to release replication slot"),
            said(SLOT_BUSY, "replication slot \".*\" is active for PID"),
            said(SLOT_MISSING, "replication slot \".*\" does not exist"),
            said(SLOT_CREATION_FAILED, "^could not create replication slot"),
            said(ORIGIN_BUSY, "^replication origin with O?ID \\d+ is already active"),
            said(PUBLICATION_SKIPPED, "^skipped loading publication"),
            said(PUBLICATION_MISSING, "publication \".*\" does not exist"),
            said(SKIP_STARTED, "^logical replication starts skipping transaction"),
            said(SKIP_COMPLETED, "^logical replication completed skipping transaction"),
            said(SKIP_CLEARED, "^skip-LSN of subscription .*cleared"),
            said(SENDER_TIMEOUT, "^terminating walsender process due to replication timeout"),
            said(RECEIVER_TIMEOUT, "^terminating (?:logical replication worker|walreceiver) due to timeout"),
            said(WAL_REMOVED, "requested WAL segment \\S+ has already been removed"),
            said(TIMELINE_SWITCHED, "^new target timeline is"),
            said(TIMELINE_DIVERGED, "^highest timeline \\d+ of the primary is behind recovery timeline"),
            said(TIMELINE_DIVERGED, "^new timeline \\d+ forked off current database system timeline"),
            said(SYSTEM_DIFFERS, "^database system identifier differs between the primary and standby"),
            said(LIMITS_TOO_LOW, "^hot standby is not possible because of insufficient parameter settings"),
            said(RECOVERY_CONFLICT, "^(?:canceling statement|terminating connection) due to conflict with recovery"),
            said(AUTHENTICATION_FAILED, UNREACHED + "(?:authentication failed|no password supplied)"),
            said(ACCESS_REJECTED, UNREACHED + "(?:no pg_hba.conf entry|pg_hba.conf rejects)"),
            said(DATABASE_MISSING, UNREACHED + "database \".*\" does not exist"),
            said(ROLE_MISSING, UNREACHED + "role \".*\" does not exist"),
            said(SOURCE_STOPPING, UNREACHED + "the database system is"),
            said(SENDERS_EXHAUSTED, UNREACHED + "(?:too many clients|remaining connection slots|too many connections)"),
            said(
                    PERMISSION_DENIED,
                    "(?:must be superuser or replication role|permission denied) to start (?i:WAL ?sender)"),
            said(
                    SERVER_UNREACHABLE,
                    UNREACHED + "(?:Connection refused|time(?:d )?out|No route to host|Network is unreachable"
                            + "|could not translate host name|Host is down|No such file)"),
            said(CONNECT_FAILED, UNREACHED),
            said(SENDER_TERMINATED, LINK + ".*due to administrator command"),
            said(SOURCE_STOPPING, LINK + ".*the database system is"),
            said(STREAM_BROKEN, LINK),
            said(SOURCE_ENDED, "^(?:data stream from publisher has ended|replication terminated by primary server)"));

    /** Words that anything may use: they tell of replication only where one of its processes says them. */
    private static final List<Wording> GENERAL = List.of(
            said(UNIQUE_VIOLATION, "violates unique constraint"),
            said(NOT_NULL_VIOLATION, "violates not-null constraint"),
            said(FOREIGN_KEY_VIOLATION, "violates foreign key constraint"),
            said(CHECK_VIOLATION, "violates check constraint|violates partition constraint"),
            said(
                    VALUE_MISMATCH,
                    "^invalid input (?:syntax|value) for|out of range|value too long for type"
                            + "|insufficient data left in message|incorrect binary data format"),
            said(PERMISSION_DENIED, "^permission denied|^must be owner"),
            said(DEADLOCK, "^deadlock detected"),
            said(LOCK_TIMEOUT, "^canceling statement due to lock timeout"),
            said(STATEMENT_TIMEOUT, "^canceling statement due to statement timeout"),
            said(LOCK_WAIT, "^process \\d+ still waiting for"));

    /** What is left where the server does not speak English. */
    private static final Map<String, MessageCode> BY_SQLSTATE = Map.ofEntries(
            Map.entry("23505", UNIQUE_VIOLATION),
            Map.entry("23502", NOT_NULL_VIOLATION),
            Map.entry("23503", FOREIGN_KEY_VIOLATION),
            Map.entry("23514", CHECK_VIOLATION),
            Map.entry("22P02", VALUE_MISMATCH),
            Map.entry("22P03", VALUE_MISMATCH),
            Map.entry("22003", VALUE_MISMATCH),
            Map.entry("22001", VALUE_MISMATCH),
            Map.entry("42P01", MISSING_RELATION),
            Map.entry("42501", PERMISSION_DENIED),
            Map.entry("28P01", AUTHENTICATION_FAILED),
            Map.entry("28000", ACCESS_REJECTED),
            Map.entry("08006", STREAM_BROKEN),
            Map.entry("08P01", STREAM_BROKEN),
            Map.entry("57P01", SENDER_TERMINATED),
            Map.entry("57P03", SOURCE_STOPPING),
            Map.entry("53300", SENDERS_EXHAUSTED),
            Map.entry("40P01", DEADLOCK),
            Map.entry("55P03", LOCK_TIMEOUT),
            Map.entry("57014", STATEMENT_TIMEOUT),
            Map.entry("55006", SLOT_BUSY));

    private Wordings() {}

    private record Wording(MessageCode code, Pattern words) {}

    static boolean noise(String message) {
        return NOISE.stream().anyMatch(pattern -> pattern.matcher(message).find());
    }

    static @Nullable MessageCode particular(String message) {
        return first(PARTICULAR, message);
    }

    static @Nullable MessageCode general(String message) {
        return first(GENERAL, message);
    }

    static @Nullable MessageCode bySqlState(@Nullable String sqlState) {
        return sqlState == null ? null : BY_SQLSTATE.get(sqlState);
    }

    private static @Nullable MessageCode first(List<Wording> wordings, String message) {
        return wordings.stream()
                .filter(wording -> wording.words.matcher(message).find())
                .map(Wording::code)
                .findFirst()
                .orElse(null);
    }

    private static Wording said(MessageCode code, String words) {
        return new Wording(code, Pattern.compile(words, Pattern.DOTALL));
    }

    private static List<Pattern> patterns(String... words) {
        return List.of(words).stream().map(Pattern::compile).toList();
    }
}
