package dev.pgrm.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SieveTest {
    private static final String APPLYING =
            "processing remote data for replication origin \"pg_16392\" during message type"
                    + " \"INSERT\" for replication target relation \"public.t\" in transaction 754, finished at 0/17860A8";

    private final Sieve sieve = new Sieve();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "missing_relation|logical replication target relation \"public.u\" does not exist",
                "missing_column|logical replication target relation \"public.t\" is missing replicated columns: \"c\", \"d\"",
                "generated_column|logical replication target relation \"public.t\" has incompatible generated column: \"c\"",
                "identity_mismatch|publisher did not send replica identity column expected by the logical replication target relation \"public.k\"",
                "slot_missing|could not start WAL streaming: ERROR:  replication slot \"s\" does not exist",
                "slot_lost|could not start WAL streaming: ERROR:  cannot read from logical replication slot \"s\"",
                "slot_lost|could not start WAL streaming: ERROR:  can no longer get changes from replication slot \"s\"",
                "slot_lost|could not start WAL streaming: ERROR:  can no longer access replication slot \"s\"",
                "slot_busy|could not start WAL streaming: ERROR:  replication slot \"s\" is active for PID 7",
                "publication_missing|could not receive data from WAL stream: ERROR:  publication \"p\" does not exist",
                "permission_denied|could not start initial contents copy for table \"public.t\": ERROR:  permission denied for table t",
                "authentication_failed|could not connect to the publisher: connection to server at \"h\", port 1 failed: FATAL:  password authentication failed for user \"repl\"",
                "authentication_failed|apply worker for subscription \"s\" could not connect to the publisher: FATAL:  password authentication failed for user \"repl\"",
                "access_rejected|could not connect to the publisher: FATAL:  no pg_hba.conf entry for host \"h\"",
                "database_missing|could not connect to the publisher: FATAL:  database \"nosuch\" does not exist",
                "server_unreachable|could not connect to the primary server: connection to server at \"h\", port 1 failed: Connection refused",
                "source_stopping|could not connect to the publisher: FATAL:  the database system is shutting down",
                "senders_exhausted|could not connect to the publisher: FATAL:  number of requested standby connections exceeds \"max_wal_senders\" (currently 3)",
                "sender_terminated|could not receive data from WAL stream: FATAL:  terminating connection due to administrator command",
                "stream_broken|could not receive data from WAL stream: server closed the connection unexpectedly",
                "slots_exhausted|could not create replication slot \"sa\": ERROR:  all replication slots are in use",
                "wal_level_too_low|could not create replication slot \"s\": ERROR:  logical decoding requires \"wal_level\" >= \"logical\"",
                "origins_exhausted|could not find free replication state slot for replication origin with ID 1",
                "set_role_denied|role \"owner1\" cannot SET ROLE to \"tabowner\"",
                "row_security|user \"subowner\" cannot replicate into relation with row-level security enabled: \"t\"",
                "receiver_timeout|terminating logical replication worker due to timeout",
                "wal_removed|could not receive data from WAL stream: ERROR:  requested WAL segment 000000010000000000000003 has already been removed",
                "origin_busy|replication origin with OID 1 is already active for PID 9"
            })
    void errors_of_workers_are_told_by_their_words(String code, String message) {
        assertThat(keep(entry(Severity.ERROR, message).build()))
                .extracting(ReplicationMessage::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "disabled_on_error|subscription \"s\" has been disabled because of an error",
                "disabled|logical replication apply worker for subscription \"s\" will stop because the subscription was disabled",
                "disabled|logical replication worker for subscription \"s\" will stop because the subscription was disabled",
                "conflict_row_missing|conflict detected on relation \"public.t\": conflict=update_missing",
                "conflict_origin|conflict detected on relation \"public.t\": conflict=delete_origin_differs",
                "slot_invalidated|invalidating slot \"s\" because its restart_lsn 0/171FFD8 exceeds max_slot_wal_keep_size",
                "slot_invalidated|invalidating obsolete replication slot \"s\"",
                "sender_timeout|terminating walsender process due to replication timeout",
                "source_ended|data stream from publisher has ended",
                "timeline_switched|new target timeline is 2",
                "skip_completed|logical replication completed skipping transaction at LSN 0/17860A8"
            })
    void so_is_what_is_no_error(String code, String message) {
        assertThat(keep(entry(Severity.LOG, message).build()))
                .extracting(ReplicationMessage::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logical decoding found consistent point at 0/1",
                "logical decoding found initial starting point at 0/1",
                "checkpoint complete: wrote 3 buffers",
                "statement: create subscription s connection 'password=x' publication p",
                "could not drop replication slot \"pg_1_sync_2_3\" on publisher: ERROR:  replication slot \"pg_1_sync_2_3\" does not exist",
                "logical replication apply worker for subscription \"s\" has started",
                "duration: 3 ms"
            })
    void noise_is_dropped(String message) {
        assertThat(keep(entry(Severity.LOG, message).build())).isEmpty();
    }

    @Test
    void a_context_of_any_length_is_looked_through() {
        String deep = "PL/pgSQL function f() line 1 at PERFORM\n".repeat(20_000);

        assertThat(keep(entry(Severity.ERROR, "stack depth limit exceeded")
                        .context(deep)
                        .build()))
                .isEmpty();
        assertThat(keep(entry(Severity.ERROR, "stack depth limit exceeded")
                        .context(deep + APPLYING)
                        .build()))
                .extracting(ReplicationMessage::subscription)
                .containsExactly(new Oid(16392));
    }

    @Test
    void an_apply_error_names_subscription_relation_and_the_transaction_to_skip() {
        List<ReplicationMessage> kept =
                keep(entry(Severity.ERROR, "duplicate key value violates unique constraint \"t_pkey\"")
                        .context(APPLYING)
                        .build());

        assertThat(kept)
                .extracting(
                        ReplicationMessage::code,
                        ReplicationMessage::subscription,
                        ReplicationMessage::relation,
                        ReplicationMessage::finishedAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "unique_violation", new Oid(16392), "public.t", Lsn.parse("0/17860A8")));
    }

    @Test
    void before_15_an_error_is_known_for_one_of_a_worker_by_the_exit_that_follows() {
        List<ReplicationMessage> kept = keep(
                entry(Severity.LOG, "logical replication apply worker for subscription \"s\" has started")
                        .pid(7)
                        .build(),
                entry(Severity.ERROR, "null value in column \"d\" of relation \"t\" violates not-null constraint")
                        .pid(7)
                        .build(),
                entry(Severity.LOG, "background worker \"logical replication worker\" (PID 7) exited with exit code 1")
                        .pid(1)
                        .build());

        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().code()).isEqualTo("not_null_violation");
        assertThat(kept.getFirst().subscriptionName()).isEqualTo(new SubscriptionName("s"));
    }

    @Test
    void even_where_nobody_has_seen_it_begin() {
        assertThat(keep(entry(Severity.ERROR, "duplicate key value violates unique constraint \"x\"")
                        .pid(7)
                        .build()))
                .isEmpty();
        assertThat(keep(entry(
                                Severity.LOG,
                                "background worker \"logical replication worker\" (PID 7) exited with exit code 1")
                        .pid(1)
                        .build()))
                .extracting(ReplicationMessage::code)
                .containsExactly("unique_violation");
    }

    @Test
    void a_worker_that_died_without_a_word_is_told_of() {
        assertThat(keep(entry(
                                Severity.LOG,
                                "background worker \"logical replication apply worker\" (PID 9) exited with exit code 1")
                        .pid(1)
                        .build()))
                .extracting(ReplicationMessage::code)
                .containsExactly("worker_exited");
    }

    @Test
    void what_clients_did_wrong_is_no_matter_of_a_stream() {
        assertThat(keep(
                        entry(Severity.ERROR, "duplicate key value violates unique constraint \"t_pkey\"")
                                .statement("insert into t values (1)")
                                .build(),
                        entry(Severity.ERROR, "replication slot \"x\" does not exist")
                                .statement("select pg_drop_replication_slot('x')")
                                .build(),
                        entry(Severity.ERROR, "permission denied for table t")
                                .process("client backend")
                                .build()))
                .isEmpty();
    }

    @Test
    void a_sender_names_its_slot_by_its_command_or_by_what_it_decoded() {
        List<ReplicationMessage> kept = keep(
                entry(Severity.ERROR, "publication \"p\" does not exist")
                        .context("slot \"s\", output plugin \"pgoutput\", in the change callback, associated LSN 0/17")
                        .statement("START_REPLICATION SLOT \"s\" LOGICAL 0/0")
                        .build(),
                entry(Severity.LOG, "starting logical decoding for slot \"t\"")
                        .pid(9)
                        .build(),
                entry(Severity.LOG, "terminating walsender process due to replication timeout")
                        .pid(9)
                        .build());

        assertThat(kept).extracting(ReplicationMessage::slot).containsExactly(new SlotName("s"), new SlotName("t"));
        assertThat(kept).extracting(ReplicationMessage::finishedAt).containsOnlyNulls();
    }

    @Test
    void in_other_languages_the_sqlstate_tells() {
        List<ReplicationMessage> kept =
                keep(entry(Severity.ERROR, "doppelter Schlüsselwert verletzt Unique-Constraint »t_pkey«")
                        .sqlState("23505")
                        .process("logical replication apply worker")
                        .context("beim Verarbeiten von Fremddaten für Replikations-Ursprung »pg_16392« bei"
                                + " Nachrichtentyp »INSERT« in Transaktion 754, beendet bei 0/17860A8")
                        .build());

        assertThat(kept)
                .extracting(ReplicationMessage::code, ReplicationMessage::subscription, ReplicationMessage::finishedAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "unique_violation", new Oid(16392), Lsn.parse("0/17860A8")));
    }

    @Test
    void of_messages_alike_the_latest_few_stay() {
        ServerLog log = ServerLog.UNKNOWN;
        for (int i = 0; i < 200; i++) {
            log = log.read(
                    new LogPosition("f", "0"),
                    null,
                    keep(entry(Severity.LOG, "subscription \"s\" has been disabled because of an error")
                            .pid(i)
                            .build()));
        }
        log = log.read(
                new LogPosition("f", "0"),
                null,
                keep(entry(Severity.LOG, "subscription \"t\" has been disabled because of an error")
                        .build()));

        assertThat(log.recent()).hasSizeLessThan(6);
        assertThat(log.recent().getLast().subscriptionName()).isEqualTo(new SubscriptionName("t"));
        assertThat(log.recent().get(log.recent().size() - 2).entry().pid()).isEqualTo(199);
    }

    @Test
    void a_stream_hears_of_itself_and_of_what_concerns_all() {
        var messages = new Messages(keep(
                entry(Severity.ERROR, "x").context(APPLYING).build(),
                entry(Severity.LOG, "subscription \"other\" has been disabled because of an error")
                        .build(),
                entry(Severity.WARNING, "out of logical replication worker slots")
                        .build()));

        assertThat(messages.about(new Oid(16392), new SubscriptionName("s")))
                .extracting(ReplicationMessage::code)
                .containsExactly("apply_failed", "workers_exhausted");
    }

    private List<ReplicationMessage> keep(LogEntry... entries) {
        return sieve.keep(List.of(entries));
    }

    private static AnyEntry entry(Severity severity, String message) {
        return new AnyEntry(severity, message);
    }

    /** An entry as stderr tells it, with what a test adds. */
    private static final class AnyEntry {
        private final Severity severity;
        private final String message;
        private int pid = 4711;
        private @Nullable String sqlState;
        private @Nullable String context;
        private @Nullable String statement;
        private @Nullable String process;

        AnyEntry(Severity severity, String message) {
            this.severity = severity;
            this.message = message;
        }

        AnyEntry pid(int number) {
            pid = number;
            return this;
        }

        AnyEntry sqlState(String state) {
            sqlState = state;
            return this;
        }

        AnyEntry context(String text) {
            context = text;
            return this;
        }

        AnyEntry statement(String text) {
            statement = text;
            return this;
        }

        AnyEntry process(String kind) {
            process = kind;
            return this;
        }

        LogEntry build() {
            return new LogEntry(
                    Instant.EPOCH,
                    severity,
                    sqlState,
                    message,
                    null,
                    null,
                    context,
                    statement,
                    pid,
                    process,
                    null,
                    null);
        }
    }
}
