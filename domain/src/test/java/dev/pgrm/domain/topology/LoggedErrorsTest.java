package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static dev.pgrm.domain.topology.Logged.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamError;
import dev.pgrm.domain.stream.StreamError.Side;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream that stands still, and a log that says why. */
class LoggedErrorsTest {
    private static Fleet broken(int version, Logged message) {
        return aFleet().with("shop", server -> server.slot("feed", slot -> {}).version(version))
                .with(
                        "lake",
                        server -> server.version(version)
                                .subscribes(
                                        "feed",
                                        sub -> sub.to("shop", "shop")
                                                .notWorking()
                                                .owner("keeper")
                                                .was(NOON.minusSeconds(3600), 80, 0, 0)
                                                .was(NOON, null, 1, 0))
                                .logs(message));
    }

    private static StreamError error(int version, Logged message) {
        Stream stream = broken(version, message).onlyStream();
        ApplyHealthTest.assertError(
                stream, Objects.requireNonNull(stream.error()).trouble().code());
        return Objects.requireNonNull(stream.error());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void each_error_is_told_with_its_table_and_a_remedy(
            MessageCode code, String text, Side side, String inMessage, String inRemedy) {
        StreamError error =
                error(170_002, logged(code, NOON.minusSeconds(2), text).of("public.t"));

        assertThat(error.trouble().code()).isEqualTo(code.code());
        assertThat(error.trouble().message()).contains(inMessage).contains(text);
        assertThat(error.trouble().remedy()).contains(inRemedy).doesNotContain("<", "…", "'...'", "Or or", ": or ");
        assertThat(error.side()).isEqualTo(side);
        assertThat(error.inferred()).isFalse();
        assertThat(error.at()).isEqualTo(NOON.minusSeconds(2));
    }

    static List<Arguments> errors() {
        return List.of(
                row(MessageCode.UNIQUE_VIOLATION, "duplicate key", Side.TARGET, "public.t", "skip (lsn"),
                row(
                        MessageCode.NOT_NULL_VIOLATION,
                        "null value in column \"d\" of relation \"t\"",
                        Side.TARGET,
                        "public.t",
                        "alter table \"public\".\"t\" alter column \"d\" drop not null;"),
                row(MessageCode.FOREIGN_KEY_VIOLATION, "violates foreign key", Side.TARGET, "constraint", "skip"),
                row(MessageCode.CHECK_VIOLATION, "violates check", Side.TARGET, "constraint", "skip"),
                row(MessageCode.VALUE_MISMATCH, "invalid input syntax", Side.TARGET, "public.t", "the type"),
                row(
                        MessageCode.MISSING_RELATION,
                        "does not exist",
                        Side.TARGET,
                        "public.t",
                        "alter subscription \"feed\" refresh publication;"),
                row(
                        MessageCode.MISSING_COLUMN,
                        "is missing replicated columns: \"c\", \"d\"",
                        Side.TARGET,
                        "public.t",
                        "Add \"c\", \"d\" to public.t"),
                row(MessageCode.GENERATED_COLUMN, "incompatible generated", Side.TARGET, "public.t", "publish"),
                row(
                        MessageCode.IDENTITY_MISMATCH,
                        "publisher did not send replica identity",
                        Side.TARGET,
                        "public.t",
                        "replica identity full;"),
                row(
                        MessageCode.PERMISSION_DENIED,
                        "permission denied for table t",
                        Side.TARGET,
                        "write",
                        "grant select, insert, update, delete, truncate on \"public\".\"t\" to \"keeper\";"),
                row(
                        MessageCode.PERMISSION_DENIED,
                        "must be superuser or replication role to start walsender",
                        Side.SOURCE,
                        "replicate",
                        "REPLICATION"),
                row(
                        MessageCode.SET_ROLE_DENIED,
                        "role \"keeper\" cannot SET ROLE to \"boss\"",
                        Side.TARGET,
                        "owner",
                        "grant \"boss\" to \"keeper\";"),
                row(
                        MessageCode.ROW_SECURITY,
                        "user \"keeper\" cannot replicate into relation with row-level security enabled: \"t\"",
                        Side.TARGET,
                        "Row-level",
                        "alter role \"keeper\" bypassrls;"),
                row(
                        MessageCode.LOCK_TIMEOUT,
                        "canceling statement due to lock timeout",
                        Side.TARGET,
                        "lock timeout",
                        "alter role \"keeper\" set lock_timeout = 0;"),
                row(
                        MessageCode.AUTHENTICATION_FAILED,
                        "password authentication failed",
                        Side.SOURCE,
                        "password",
                        "connection string"),
                row(MessageCode.ACCESS_REJECTED, "no pg_hba.conf entry", Side.SOURCE, "pg_hba", "pg_reload_conf()"),
                row(MessageCode.SERVER_UNREACHABLE, "Connection refused", Side.SOURCE, "Nobody answers", "port"),
                row(
                        MessageCode.DATABASE_MISSING,
                        "database \"x\" does not exist",
                        Side.SOURCE,
                        "not there",
                        "Name one"),
                row(MessageCode.ROLE_MISSING, "role \"x\" does not exist", Side.SOURCE, "not there", "Create the role"),
                row(MessageCode.SOURCE_STOPPING, "is shutting down", Side.SOURCE, "shutting down", "by itself"),
                row(MessageCode.STREAM_BROKEN, "closed the connection", Side.SOURCE, "broke", "by itself"),
                row(MessageCode.SENDER_TERMINATED, "administrator command", Side.SOURCE, "ended", "by itself"),
                row(MessageCode.RECEIVER_TIMEOUT, "due to timeout", Side.SOURCE, "silent", "hangs"),
                row(MessageCode.ORIGINS_EXHAUSTED, "", Side.TARGET, "origins", "max_replication_slots"),
                row(MessageCode.WORKERS_EXHAUSTED, "", Side.TARGET, "worker", "max_logical_replication_workers"));
    }

    private static Arguments row(MessageCode code, String text, Side side, String inMessage, String inRemedy) {
        return Arguments.of(code, text, side, inMessage, inRemedy);
    }

    @Test
    void from_15_on_a_transaction_is_skipped_by_its_end() {
        assertThat(error(
                                150_001,
                                logged(MessageCode.UNIQUE_VIOLATION, NOON, "duplicate")
                                        .finished(0x17860A8))
                        .trouble()
                        .remedy())
                .contains("alter subscription \"feed\" skip (lsn = '0/17860A8');");
    }

    @Test
    void on_14_a_transaction_is_skipped_by_advancing_the_slot_past_its_commit() {
        assertThat(error(140_010, logged(MessageCode.UNIQUE_VIOLATION, NOON, "duplicate"))
                        .trouble()
                        .remedy())
                .contains("alter subscription \"feed\" disable;")
                .contains("select pg_replication_slot_advance('feed', (select lsn from")
                .contains("'publication_names', '\"all\"'")
                .contains("alter subscription \"feed\" enable;");
    }

    @Test
    void origins_are_bounded_by_a_setting_of_their_own_from_18_on() {
        assertThat(error(180_000, logged(MessageCode.ORIGINS_EXHAUSTED, NOON, ""))
                        .trouble()
                        .remedy())
                .contains("max_active_replication_origins");
    }

    @Test
    void a_message_of_an_old_version_is_known_by_the_process_that_wrote_it() {
        assertThat(error(
                                140_010,
                                logged(MessageCode.UNIQUE_VIOLATION, NOON, "duplicate")
                                        .by(80))
                        .inferred())
                .isFalse();
    }

    @Test
    void what_the_log_said_long_before_explains_nothing_now() {
        assertThat(error(170_002, logged(MessageCode.UNIQUE_VIOLATION, NOON.minusSeconds(300), "duplicate"))
                        .trouble()
                        .code())
                .isEqualTo("apply_failing");
    }

    @Test
    void one_deadlock_passes_and_is_no_error() {
        Stream stream = broken(170_002, logged(MessageCode.DEADLOCK, NOON, "deadlock detected"))
                .onlyStream();

        assertThat(stream.status()).isEqualTo(Stream.Status.INACTIVE);
        assertThat(stream.error()).isNull();
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("deadlock");
    }

    @Test
    void a_stuck_publication_is_passed_by_advancing_the_slot() {
        StreamError error =
                error(160_001, logged(MessageCode.PUBLICATION_MISSING, NOON, "publication \"sales\" does not exist"));

        assertThat(error.trouble().message()).contains("publication sales");
        assertThat(error.trouble().remedy()).contains("pg_replication_slot_advance('feed', pg_current_wal_lsn())");
    }

    @Test
    void the_log_of_the_source_explains_a_stop_as_well() {
        Stream stream = aFleet().with(
                        "shop",
                        server -> server.slot("feed", slot -> {})
                                .logs(logged(MessageCode.SENDER_TIMEOUT, NOON, "due to replication timeout")
                                        .ofSlot("feed")))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed",
                                sub -> sub.to("shop", "shop").notWorking().was(NOON.minusSeconds(60), null, 0, 0)))
                .onlyStream();

        ApplyHealthTest.assertError(stream, "sender_timeout");
        assertThat(Objects.requireNonNull(stream.error()).side()).isEqualTo(Side.TARGET);
    }

    @Test
    void changes_that_did_not_fit_do_not_stop_the_stream() {
        Stream stream = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with(
                        "lake",
                        server -> server.version(180_000)
                                .subscribes("feed", sub -> sub.to("shop", "shop"))
                                .logs(logged(MessageCode.CONFLICT_ROW_MISSING, NOON, "conflict=update_missing")
                                        .of("public.t")))
                .onlyStream();

        assertThat(stream.status()).isEqualTo(Stream.Status.ACTIVE);
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("conflict_row_missing");
    }
}
