package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Performing;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerLog;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.fleet.scene.Versions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
abstract class CreateStreamClaims {
    /** At which writes to the journal workers are killed. */
    abstract IntStream kills(int last);

    @Parameter
    Versions versions;

    private Workshop shop;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = Workshop.of(versions);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    @Test
    void makes_a_stream_that_copies_and_then_follows() {
        String table = shop.table();
        CreateStream work = shop.stream(table);

        Operation end = shop.done(work);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(end.result()).containsEntry("subscription", table).containsEntry("slot", table);
        shop.awaitCopied(table);
        shop.clear(work);
    }

    @Test
    void makes_one_between_two_databases_of_one_server() {
        String table = shop.table();
        CreateStream work = shop.streamWithin(table);

        Operation end = shop.done(work);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        shop.hub().database("elsewhere").sql("drop subscription " + table);
        shop.hub().sql("drop publication " + table, "drop database elsewhere");
        shop.assertNothingLeft();
    }

    @Test
    void leaves_nothing_when_the_table_is_missing_on_the_target() {
        String table = shop.table();
        shop.house().sql("drop table " + table);

        Operation end = shop.done(shop.stream(table));

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).message()).contains(table);
        shop.assertNothingLeft();
    }

    @Test
    void does_not_touch_what_was_there_before() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        shop.hub().sql("create publication " + table + " for table " + table);

        Operation end = shop.done(work);

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.hub().value("select count(*) from pg_publication")).isEqualTo("1");
        shop.clear(work);
    }

    @Test
    void does_not_touch_what_somebody_makes_between_the_look_and_the_step() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        // The first write says that the check begins, the third that the publication does.
        Operation end =
                shop.doneBeside(work, 3, () -> shop.hub().sql("create publication " + table + " for table " + table));

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("name_taken");
        assertThat(shop.hub().value("select count(*) from pg_publication")).isEqualTo("1");
        shop.clear(work);
    }

    @Test
    void leaves_nothing_when_the_target_may_not_sign_in_at_the_source() {
        String table = shop.table();
        shop.hub().sql("alter role " + role() + " nologin");

        Operation end = shop.done(shop.stream(table));

        shop.hub().sql("alter role " + role() + " login");
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        shop.assertNothingLeft();
    }

    private String role() {
        return Objects.requireNonNull(shop.hub()
                .value("select rolname from pg_roles where rolreplication and not rolsuper order by 1 limit 1"));
    }

    @Test
    void tells_no_secret() {
        shop.refuseSubscriptions();
        Operation undone = shop.done(shop.stream(shop.table()));
        shop.allowSubscriptions();
        assertThat(undone.error())
                .extracting(error -> error.message())
                .asString()
                .contains("***");
        logs("log_min_duration_sample = 0", "log_statement_sample_rate = 1", "log_transaction_sample_rate = 1");
        ServerLog log = shop.house().log().fromHere();
        CreateStream work = shop.stream(shop.table());
        Operation made = shop.done(work);

        String all = undone + "\n" + made + "\n" + String.join("\n", shop.told);
        assertThat(all).doesNotContain(shop.secret());
        shop.clear(work);
        shop.house().sql("alter system reset all", "select pg_reload_conf()");
        assertThat(log.contains("pg_subscription")).isTrue();
        assertThat(log.contains(shop.secret())).isFalse();
    }

    private void logs(String... settings) {
        Stream.of(settings).forEach(setting -> shop.house().sql("alter system set " + setting));
        shop.house().sql("select pg_reload_conf()");
        await("the settings")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select current_setting('log_transaction_sample_rate')")
                        .equals("1"));
    }

    @Test
    void shows_no_secret_to_whoever_watches_sessions() {
        shop.house()
                .sql(
                        "create function public.watch() returns event_trigger language plpgsql as $$ begin raise exception 'seen: %',"
                                + " (select count(*) from pg_stat_activity where pid = pg_backend_pid() and query ilike 'create subscription%'); end $$",
                        "create event trigger watch on ddl_command_start when tag in ('CREATE SUBSCRIPTION')"
                                + " execute function public.watch()");

        Operation undone = shop.done(shop.stream(shop.table()));

        shop.house().sql("drop event trigger watch", "drop function public.watch()");
        assertThat(Objects.requireNonNull(undone.error()).message()).contains("seen: 0");
        shop.assertNothingLeft();
    }

    @Test
    void a_cancelled_one_leaves_nothing() throws SQLException {
        String table = shop.table();
        try (Connection busy = busy()) {
            Operation operation = shop.open(shop.stream(table));
            shop.worker().takeTurn();
            awaitSlotWaits();

            shop.journal.cancel(operation.id());

            assertThat(shop.awaitOver(operation).status()).isEqualTo(OperationStatus.CANCELLED);
            busy.rollback();
        }
        shop.assertNothingLeft();
    }

    @Test
    void when_its_monitor_is_stopped_in_the_middle_of_a_step_another_goes_on() throws SQLException {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        Operation operation;
        try (Connection busy = busy()) {
            operation = shop.open(work);
            Performing leaving = shop.worker();
            leaving.takeTurn();
            awaitSlotWaits();

            leaving.close();
            await("its statement is given up")
                    .atMost(Workshop.PATIENCE)
                    .until(() -> makingSlot().equals("0"));
            shop.worker().takeTurn();
            awaitSlotWaits();
            busy.rollback();
        }

        Operation end = shop.awaitOver(operation);
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(end.epoch()).isEqualTo(new Epoch(2));
        shop.clear(work);
    }

    /** Makes each slot wait. */
    private Connection busy() throws SQLException {
        Connection busy = shop.hub().database().connect();
        busy.setAutoCommit(false);
        busy.createStatement().execute("select pg_current_xact_id()");
        return busy;
    }

    private void awaitSlotWaits() {
        await("the slot waits")
                .atMost(Workshop.PATIENCE)
                .until(() -> makingSlot().equals("1"));
    }

    private String makingSlot() {
        return shop.hub()
                .value("select count(*) from pg_stat_activity where application_name like 'pgrm:%'"
                        + " and query like '%create_logical%' and state = 'active' and query not like '%activity%'");
    }

    @Test
    void one_that_is_cancelled_while_it_copies_leaves_nothing() {
        String table = shop.table();
        shop.house().sql("alter table " + table + " add constraint slow check (pg_sleep(600) is null)");

        // The tenth write says that it was started.
        Operation end = shop.cancelled(shop.stream(table), 10, this::awaitSlotOfCopy);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.CANCELLED);
        shop.assertNothingLeft();
    }

    private void awaitSlotOfCopy() {
        await("a copy")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.hub()
                        .value("select count(*) from pg_replication_slots where slot_name like 'pg\\_%\\_sync\\_%'")
                        .equals("1"));
    }

    /** Without a key nothing but a second look keeps them from being there twice. */
    @Test
    void rows_that_it_had_copied_are_named_and_not_copied_on_top_of_themselves() {
        String table = shop.table();
        shop.hub().sql("alter table " + table + " replica identity full");
        shop.house().sql("alter table " + table + " drop constraint " + table + "_pkey");
        CreateStream work = shop.stream(table);

        Operation cancelled = shop.cancelled(
                work,
                10,
                () -> await("the copy")
                        .atMost(Workshop.PATIENCE)
                        .until(() -> shop.house()
                                .value("select count(*) from pg_subscription_rel where srsubstate in ('s', 'r')")
                                .equals("1")));

        assertThat(cancelled.status()).as("%s", cancelled).isEqualTo(OperationStatus.FAILED);
        assertThat(cancelled.steps())
                .filteredOn(step -> step.status() == StepStatus.LEFT)
                .singleElement()
                .satisfies(step -> assertThat(step.detail())
                        .contains("public." + table, "truncate table only public." + table + ";"));
        shop.assertNothingLeft();
        Operation refused = shop.retried(cancelled);
        assertThat(Objects.requireNonNull(refused.error()).message()).contains("holds rows");
        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.FAILED);
        assertThat(shop.house().value("select count(*) from " + table)).isEqualTo("100");

        shop.finishByHand(refused);
        Operation undone = shop.cancelledLater(refused);
        assertThat(undone.status()).as("%s", undone).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.house().value("select count(*) from " + table)).isEqualTo("0");
    }

    @Test
    void what_it_had_to_leave_while_it_copied_is_gone_when_it_was_finished_by_hand() {
        String table = shop.table();
        shop.house().sql("alter table " + table + " add constraint slow check (pg_sleep(600) is null)");

        Operation failed = shop.failed(shop.stream(table), 10, this::awaitSlotOfCopy, shop.hub());
        shop.finishByHand(failed);

        shop.assertNothingLeft();
    }

    @Test
    void waits_for_a_source_that_restarts_and_goes_on() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        shop.hub().stop(Shutdown.FAST);
        Operation operation = shop.open(work);
        shop.worker().takeTurn();
        await().atMost(Workshop.PATIENCE)
                .until(() -> shop.read(operation).epoch().value() > 2);

        shop.hub().start();

        assertThat(shop.awaitOver(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        shop.awaitCopied(table);
        shop.clear(work);
    }

    @Test
    void whichever_end_restarts_at_a_step_it_is_waited_for() {
        for (int write : kills(12).toArray()) {
            for (PostgresServer server : List.of(shop.hub(), shop.house())) {
                CreateStream work = shop.stream(shop.table());

                Operation end = shop.doneDespiteRestart(work, write, server);

                assertThat(end.status())
                        .as("write %s, %s: %s", write, server.name(), end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                shop.clear(work);
            }
        }
    }

    @Test
    void undoes_when_the_source_is_back_what_it_could_not_undo_while_it_was_gone() {
        String table = shop.table();
        shop.refuseSubscriptions();
        var halted = new Halting(shop.journal, 7, true);
        Operation operation = shop.open(shop.stream(table));
        shop.worker(halted).takeTurn();
        await().atMost(Workshop.PATIENCE).until(halted::halted);
        shop.hub().stop(Shutdown.FAST);
        halted.release(operation);
        shop.worker().takeTurn();
        await().atMost(Workshop.PATIENCE)
                .until(() -> shop.read(operation).steps().stream().anyMatch(CreateStreamClaims::waits));

        shop.hub().start();

        assertThat(shop.awaitOver(operation).status())
                .as("%s", shop.read(operation))
                .isEqualTo(OperationStatus.UNDONE);
        shop.allowSubscriptions();
        shop.assertNothingLeft();
    }

    private static boolean waits(Step step) {
        return step.detail() != null && step.detail().startsWith("Waits");
    }

    @Test
    void what_it_had_to_leave_is_undone_when_somebody_cancels_it() {
        // The eighth write says that the subscription was made.
        Operation failed = shop.failed(shop.stream(shop.table()), 8, shop.hub());

        Operation end = shop.cancelledLater(failed);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        shop.assertNothingLeft();
        for (PostgresServer server : List.of(shop.hub(), shop.house())) {
            assertThat(server.query("select description from pg_description where description like ?", "%" + end.id()))
                    .isEmpty();
        }
    }

    @Test
    void does_not_touch_what_others_made_of_the_same_names_since_it_failed() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        Operation failed = shop.failed(work, 10, shop.hub());
        shop.house()
                .sql(
                        "alter subscription " + table + " disable",
                        "alter subscription " + table + " set (slot_name = none)",
                        "drop subscription " + table,
                        "truncate " + table);
        shop.hub().sql("drop publication " + table, "select pg_drop_replication_slot('" + table + "')");
        assertThat(shop.done(work).status()).isEqualTo(OperationStatus.SUCCEEDED);
        shop.awaitCopied(table);
        shop.house().sql("alter subscription " + table + " disable");

        for (Operation end : List.of(shop.cancelledLater(failed), shop.retried(failed))) {
            assertThat(end.steps())
                    .as("%s", end)
                    .filteredOn(step -> step.status() == StepStatus.LEFT)
                    .extracting(Step::name)
                    .containsExactly(CreateStream.HOLD);
        }

        shop.house().sql("alter subscription " + table + " enable");
        shop.hub().sql("insert into " + table + " values (2000, 'in the end')");
        await("change of " + table)
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house().value("select count(*) from " + table).equals("102"));
        shop.clear(work);
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        for (int write : kills(13).toArray()) {
            for (boolean before : List.of(true, false)) {
                String table = shop.table();
                CreateStream work = shop.stream(table);

                Operation end = shop.takenOver(work, write, before);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(end.steps()).extracting(Step::status).containsOnly(StepStatus.DONE);
                shop.clear(work);
            }
        }
    }

    @Test
    void whenever_its_worker_dies_while_it_fails_and_goes_back_another_undoes_it() {
        shop.refuseSubscriptions();
        for (int write : kills(14).toArray()) {
            for (boolean before : List.of(true, false)) {
                String table = shop.table();
                Operation end = shop.takenOver(shop.stream(table), write, before);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.UNDONE);
                assertThat(end.steps().stream().map(Step::status).collect(Collectors.toSet()))
                        .isSubsetOf(StepStatus.UNDONE, StepStatus.PENDING);
                shop.assertNothingLeft();
            }
        }
        shop.allowSubscriptions();
    }
}
