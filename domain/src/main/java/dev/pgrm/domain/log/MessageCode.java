package dev.pgrm.domain.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can happen to replication, as far as logs tell: the one list of codes, and what to do about each. */
public enum MessageCode {
    // The data, or its tables, do not fit.
    UNIQUE_VIOLATION("Remove or repair the row of the subscriber that is in the way, or skip the transaction"),
    NOT_NULL_VIOLATION("Give the column of the subscriber a default, drop its NOT NULL, or skip the transaction"),
    FOREIGN_KEY_VIOLATION("Bring in the row that is referred to, or drop the constraint on the subscriber"),
    CHECK_VIOLATION("Drop or widen the constraint on the subscriber, or skip the transaction"),
    VALUE_MISMATCH("Give the column of the subscriber the type that it has on the publisher"),
    MISSING_RELATION("Create the table on the subscriber, then ALTER SUBSCRIPTION ... REFRESH PUBLICATION"),
    MISSING_COLUMN("Make the change of the table that the publisher has seen on the subscriber too"),
    GENERATED_COLUMN("Make the column an ordinary one on the subscriber, or take it out of the publication"),
    IDENTITY_MISMATCH("Give the table the same primary key or replica identity at both ends"),
    IDENTITY_MISSING("Add a primary key, or set REPLICA IDENTITY, on the published table"),
    COPY_FAILED("Mend what the message names; the copy begins anew by itself"),
    APPLY_FAILED("Mend what the message names, or skip the transaction"),
    CONFLICT_ROW_MISSING("The row that was changed is not on the subscriber: compare the data of both ends"),
    CONFLICT_ORIGIN("The row was also changed on the subscriber: let one side write only, or compare the data"),

    // The link.
    CONNECT_FAILED("See whether the publisher or primary can be reached from there"),
    SERVER_UNREACHABLE("See that the source runs, and that its host, port and firewall let the target in"),
    AUTHENTICATION_FAILED("Put the valid password into the connection string of the subscription or standby"),
    ACCESS_REJECTED("Let the connection in by pg_hba.conf of the source"),
    DATABASE_MISSING("Name a database that exists in the connection string"),
    ROLE_MISSING("Name a role that exists in the connection string"),
    SOURCE_STOPPING("The source is shutting down or starting; the target connects again by itself"),
    STREAM_BROKEN("The target connects again by itself; if it goes on, look at the network and the source"),
    SENDER_TERMINATED("An administrator ended the sender; the target connects again by itself"),
    SENDER_TIMEOUT("The target did not answer within wal_sender_timeout: see whether it runs and can be reached"),
    RECEIVER_TIMEOUT("The source did not answer within wal_receiver_timeout: see whether it runs"),
    SOURCE_ENDED("The source ended the stream, as it does when it shuts down"),
    REPLICATION_FAILED("Mend what the message names"),

    // Slots, origins, publications.
    SLOT_MISSING("Create the subscription anew, or the slot and then copy all tables again: changes are lost"),
    SLOT_INVALIDATED("Create the stream anew with a copy of its data; then raise max_slot_wal_keep_size"),
    SLOT_LOST("Create the stream anew with a copy of its data: a lost slot never comes back"),
    SLOT_TERMINATING("Its reader is being ended, since the slot holds back too much WAL"),
    SLOT_BUSY("Another process still reads the slot; end it if that does not pass"),
    SLOT_CREATION_FAILED("Mend what the message names"),
    ORIGIN_BUSY("The worker before has not gone yet; end it if that does not pass"),
    PUBLICATION_MISSING("Recreate the publication, advance the slot past the stuck change, and copy the tables again"),
    PUBLICATION_SKIPPED("Recreate the publication and copy its tables again: changes are being dropped"),
    FAILOVER_SLOT_WAIT("A slot in synchronized_standby_slots holds logical streams back: see to its standby"),

    // Limits and settings.
    SLOTS_EXHAUSTED("Drop slots that nobody needs, or raise max_replication_slots and restart"),
    SENDERS_EXHAUSTED("Raise max_wal_senders on the source and restart"),
    WORKERS_EXHAUSTED("Raise max_logical_replication_workers and max_worker_processes and restart"),
    ORIGINS_EXHAUSTED("Raise max_active_replication_origins (before 18 max_replication_slots) and restart"),
    WAL_LEVEL_TOO_LOW("Set wal_level = logical on the publisher and restart"),

    // Rights.
    PERMISSION_DENIED("Grant the owner of the subscription, or the role that it connects as, what the message names"),
    SET_ROLE_DENIED("Grant the role that owns the table to the owner of the subscription"),
    ROW_SECURITY("Give the owner of the subscription BYPASSRLS, or disable row-level security on the table"),

    // What waits for others.
    DEADLOCK("It tries again by itself; keep long transactions away from replicated tables"),
    LOCK_TIMEOUT("Do not set lock_timeout in postgresql.conf or for the owner of the subscription"),
    STATEMENT_TIMEOUT("Do not set statement_timeout in postgresql.conf or for the owner of the subscription"),
    LOCK_WAIT("See which session holds the lock, and end it if it will not end"),

    // What becomes of a subscription.
    DISABLED_ON_ERROR("Mend the error that the log tells of before, then ALTER SUBSCRIPTION ... ENABLE"),
    DISABLED("It was disabled by hand; ALTER SUBSCRIPTION ... ENABLE when that was not wanted"),
    WORKER_EXITED("See the error before it"),
    SKIP_STARTED("Nothing: a transaction is being skipped as was asked"),
    SKIP_COMPLETED("Compare the tables that the skipped transaction had changed"),
    SKIP_CLEARED("The position did not match any transaction: take the one that the error names as finished at"),

    // Physical replication.
    WAL_REMOVED("Restore the segment from an archive, or rebuild the standby; then give it a slot"),
    TIMELINE_SWITCHED("Nothing: it follows the new primary"),
    TIMELINE_DIVERGED("Rewind it with pg_rewind, or rebuild it"),
    SYSTEM_DIFFERS("It is no copy of that primary: rebuild it"),
    LIMITS_TOO_LOW("Give the standby at least the limits that its primary has, then resume replay"),
    RECOVERY_CONFLICT("Set hot_standby_feedback, or raise max_standby_streaming_delay");

    private static final Map<String, MessageCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageCode::code, Function.identity()));

    private final String remedy;

    MessageCode(String remedy) {
        this.remedy = remedy;
    }

    /** As it is written: in lower case, and stable. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String remedy() {
        return remedy;
    }

    /** Nothing for one that a newer version has written. */
    public static @Nullable MessageCode of(String code) {
        return BY_CODE.get(code);
    }
}
