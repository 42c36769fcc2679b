package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.ResumeStream;
import dev.pgrm.fleet.scene.Versions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
abstract class RemoveStreamClaims {
    /** Two writes for each of seven steps, and the end. */
    private static final int WRITES = 15;

    /** At which writes to the journal something happens. */
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

    private static RemoveStream wholly(LogicalStream stream) {
        return new RemoveStream(stream, Leave.NOTHING, stream.publications());
    }

    private static void assertSucceeded(Operation end) {
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private static String code(Operation end) {
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        return Objects.requireNonNull(end.error()).code();
    }

    private static String result(Operation end, String name) {
        return Objects.requireNonNull(end.result().get(name), () -> name + " in " + end);
    }

    private void clear(String table) {
        shop.clear(shop.stream(table));
    }

    /** It goes on as if nothing had been. */
    private void assertFlows(String table) {
        shop.hub().sql("insert into " + table + " values (3000, 'still')");
        await("a change of " + table)
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from " + table + " where id = 3000")
                        .equals("1"));
    }

    private List<String> copySlots() {
        return onHub("select slot_name from pg_replication_slots where slot_name like 'pg\\_%\\_sync\\_%'");
    }

    private List<String> onHub(String sql) {
        return shop.hub().query(sql).stream().map(List::getFirst).toList();
    }

    @Test
    void leaves_nothing_but_the_rows() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);

        Operation end = shop.done(wholly(stream));

        assertSucceeded(end);
        assertThat(end.steps()).hasSize(7).extracting(Step::status).containsOnly(StepStatus.DONE);
        assertThat(end.result()).isEmpty();
        assertThat(shop.house().value("select count(*) from " + table)).isEqualTo("101");
        shop.assertNothingLeft();
    }

    @Test
    void removes_one_that_was_stopped() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        assertSucceeded(shop.done(new PauseStream(stream)));

        assertSucceeded(shop.done(wholly(stream)));

        shop.assertNothingLeft();
    }

    @Test
    void leaves_no_slot_of_a_copy_that_was_under_way() {
        String table = shop.table();
        LogicalStream stream = copying(table);

        assertSucceeded(shop.done(wholly(stream)));

        shop.assertNothingLeft();
    }

    /** One whose first row takes ten minutes. */
    private LogicalStream copying(String table) {
        shop.house().sql("alter table " + table + " add constraint slow check (pg_sleep(600) is null)");
        LogicalStream stream = shop.made(table);
        await("a slot of a copy")
                .atMost(Workshop.PATIENCE)
                .until(() -> !copySlots().isEmpty());
        return stream;
    }

    @Test
    void does_not_touch_what_is_anothers() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.hub()
                .sql(
                        "create publication theirs for all tables",
                        "select pg_create_logical_replication_slot('theirs', 'pgoutput')",
                        "select pg_create_logical_replication_slot('pg_"
                                + stream.requireSubscription().oid() + "_sync_1_2', 'pgoutput')");

        assertSucceeded(shop.done(new RemoveStream(stream, Leave.NOTHING, List.of())));

        assertThat(onHub("select slot_name from pg_replication_slots"))
                .hasSize(2)
                .contains("theirs");
        assertThat(onHub("select pubname from pg_publication")).containsOnly("theirs", table);
        shop.hub()
                .sql("drop publication theirs", "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
        clear(table);
    }

    @Test
    void does_not_touch_another_that_took_its_name() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        clear(table);
        shop.house().sql("truncate " + table);
        shop.made(table);

        assertThat(code(shop.done(wholly(stream)))).isEqualTo("subscription_gone");
        assertThat(code(shop.done(new RemoveStream(stream, Leave.SLOT, List.of()))))
                .isEqualTo("subscription_gone");

        assertFlows(table);
        clear(table);
    }

    @Test
    void a_subscription_that_uses_another_slot_by_now_stays() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        var mistaken = new LogicalStream(
                stream.id(),
                stream.name(),
                stream.source(),
                stream.target(),
                stream.subscription(),
                new SlotName("other"),
                stream.publications());

        assertThat(code(shop.done(wholly(mistaken)))).isEqualTo("slot_differs");
        assertThat(code(shop.done(new RemoveStream(mistaken, Leave.SLOT, List.of()))))
                .isEqualTo("slot_differs");

        assertFlows(table);
        clear(table);
    }

    @Test
    void the_subscription_alone_is_removed_while_the_source_is_away() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        shop.hub().stop(Shutdown.FAST);

        Operation end = shop.done(new RemoveStream(stream, Leave.SLOT, stream.publications()));

        assertSucceeded(end);
        assertThat(end.result())
                .containsEntry("leftSlot", table)
                .containsEntry("leftOn", stream.requireSource().id().toString())
                .containsEntry("leftPublications", table)
                .doesNotContainKey("leftCopies");
        assertThat(end.steps().getLast().detail()).contains("-- on hub:", table);
        shop.hub().start();
        shop.hub().sql(result(end, "leftSql").split(";\n"));
        clear(table);
    }

    @Test
    void slots_of_copies_that_stay_are_named_and_a_source_that_is_silent_is_not_waited_for() throws IOException {
        String table = shop.table();
        LogicalStream stream = copying(table);
        List<String> copies = copySlots();
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shop.house()
                    .sql("alter subscription " + table + " connection 'host=127.0.0.1 dbname=x user=x password=x port="
                            + silent.getLocalPort() + "'");

            Operation end = shop.done(new RemoveStream(stream, Leave.SLOT, List.of()));

            assertSucceeded(end);
            assertThat(result(end, "leftCopies").split(",")).containsExactlyElementsOf(copies);
            shop.hub().sql(result(end, "leftSql").split(";\n"));
        }
        clear(table);
    }

    @Test
    void a_source_that_stays_away_undoes_it_and_says_how_to_do_without() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        shop.hub().stop(Shutdown.FAST);

        Operation operation = shop.open(wholly(stream));
        shop.hastyWorker().takeTurn();
        Operation end = shop.awaitOver(operation);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).remedy()).contains("leave=slot");
        shop.hub().start();
        assertFlows(table);
        clear(table);
    }

    @Test
    void goes_on_when_a_source_that_went_away_after_the_drop_is_back() {
        String table = shop.table();
        Operation operation = shop.open(wholly(shop.made(table)));
        haltedAfterTheDrop(operation);
        shop.hub().stop(Shutdown.FAST);
        shop.worker().takeTurn();
        await("it waits")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.read(operation).epoch().value() > 3);
        shop.journal.cancel(operation.id());

        shop.hub().start();

        assertSucceeded(shop.awaitOver(operation));
        shop.assertNothingLeft();
    }

    @Test
    void what_cannot_be_reached_after_the_drop_is_left_and_named() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        Operation operation = shop.open(wholly(stream));
        haltedAfterTheDrop(operation);
        shop.hub().stop(Shutdown.FAST);
        shop.hastyWorker().takeTurn();

        Operation end = shop.awaitOver(operation);

        assertSucceeded(end);
        assertThat(end.result())
                .containsEntry("leftSlot", table)
                .containsEntry("leftPublications", table)
                .containsEntry("leftOn", stream.requireSource().id().toString());
        assertThat(end.steps().get(5).status()).isEqualTo(StepStatus.LEFT);
        assertThat(end.steps().get(6).status()).isEqualTo(StepStatus.LEFT);
        assertThat(end.steps().get(5).detail()).contains("pg_drop_replication_slot");
        shop.hub().start();
        shop.hub().sql(result(end, "leftSql").split(";\n"));
        clear(table);
    }

    /** The tenth write says that the subscription is dropped. */
    private void haltedAfterTheDrop(Operation operation) {
        var halted = new Halting(shop.journal, 10, false);
        shop.worker(halted).takeTurn();
        await("the drop").atMost(Workshop.PATIENCE).until(halted::halted);
        halted.release(operation);
    }

    @Test
    void the_slot_alone_is_removed_when_the_subscriber_is_gone() {
        String table = shop.table();
        LogicalStream made = shop.made(table);
        shop.house()
                .sql(
                        "alter subscription " + table + " disable",
                        "alter subscription " + table + " set (slot_name = none)",
                        "drop subscription " + table);
        var stream =
                new LogicalStream(made.id(), made.name(), made.source(), null, null, made.slot(), made.publications());
        await("the slot is let go")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.hub()
                        .value("select count(*) from pg_replication_slots where active")
                        .equals("0"));

        Operation end = shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, stream.publications()));

        assertSucceeded(end);
        shop.assertNothingLeft();
    }

    @Test
    void slots_of_copies_go_with_that_of_a_subscriber_that_is_gone() {
        String table = shop.table();
        LogicalStream stream = copying(table);
        var system = SystemIdentifier.parse(shop.house().value("select system_identifier from pg_control_system()"));
        shop.house().stop(Shutdown.FAST);
        await("the slot is let go")
                .atMost(Workshop.PATIENCE)
                .until(() -> onHub("select slot_name from pg_replication_slots where active")
                        .isEmpty());

        assertSucceeded(shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, stream.publications(), null, system)));

        assertThat(onHub("select slot_name from pg_replication_slots")).isEmpty();
        shop.house().start();
        shop.house()
                .sql(
                        "alter subscription " + table + " disable",
                        "alter subscription " + table + " set (slot_name = none)",
                        "drop subscription " + table);
        clear(table);
    }

    @Test
    void a_slot_that_somebody_reads_is_not_dropped() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);

        Operation refused = shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, stream.publications()));

        assertThat(code(refused)).isEqualTo("slot_active");
        assertThat(Objects.requireNonNull(refused.error()).message()).contains("in use by process");
        assertFlows(table);
        clear(table);
    }

    @Test
    void one_that_gets_another_name_meanwhile_stays_as_it_was() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);

        // The ninth write says that the drop begins.
        Operation end = shop.doneBeside(
                wholly(stream), 9, () -> shop.house().sql("alter subscription " + table + " rename to other_name"));

        assertThat(code(end)).isEqualTo("subscription_renamed");
        assertThat(shop.house().query("select subname, subenabled, subslotname from pg_subscription"))
                .isEqualTo(List.of(List.of("other_name", "t", table)));
        assertFlows(table);
        shop.house().sql("alter subscription other_name rename to " + table);
        clear(table);
    }

    @Test
    void a_publication_that_another_stream_uses_by_now_stays() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        shop.hub().sql("create publication free for table " + table);
        shop.house()
                .sql("create subscription another connection " + shop.way() + " publication " + table
                        + " with (copy_data = false, slot_name = 'another')");

        Operation end = shop.done(new RemoveStream(
                stream, Leave.NOTHING, List.of(new PublicationName(table), new PublicationName("free"))));

        assertLeft(end, table);
        assertThat(onHub("select pubname from pg_publication")).containsExactly(table);
        assertFlows(table);
        shop.house().sql("drop subscription another");
        clear(table);
    }

    @Test
    void a_publication_stays_where_an_idle_slot_may_be_that_of_a_stream_with_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.hub().sql("select pg_create_logical_replication_slot('theirs', 'pgoutput')");

        Operation end = shop.done(wholly(stream));

        assertLeft(end, table);
        shop.hub().sql("select pg_drop_replication_slot('theirs')");
        clear(table);
    }

    @Test
    void an_idle_slot_of_a_stream_that_is_known_to_take_others_keeps_no_publication() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.hub().sql("select pg_create_logical_replication_slot('paused', 'pgoutput')");

        Operation end = shop.done(wholly(stream).sparing(new Bystanders(List.of(new SlotName("paused")))));

        assertSucceeded(end);
        assertThat(end.steps().getLast().status()).isEqualTo(StepStatus.DONE);
        assertThat(onHub("select pubname from pg_publication")).isEmpty();
        shop.hub().sql("select pg_drop_replication_slot('paused')");
        clear(table);
    }

    private static void assertLeft(Operation end, String publication) {
        assertSucceeded(end);
        assertThat(end.steps().getLast().status()).isEqualTo(StepStatus.LEFT);
        assertThat(end.steps().getLast().detail()).contains("Kept, as", "drop publication if exists");
        assertThat(result(end, "leftPublications")).isEqualTo(publication);
    }

    @Test
    void a_slot_that_only_has_its_name_is_not_dropped() {
        String table = shop.table();
        LogicalStream made = shop.made(table);
        shop.clear(shop.stream(table));
        var stream =
                new LogicalStream(made.id(), made.name(), made.source(), null, null, made.slot(), made.publications());
        shop.hub().sql("create database beside");
        var beside = shop.hub().database("beside");
        beside.sql("select pg_create_logical_replication_slot('" + table + "', 'pgoutput')");

        assertThat(code(shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, List.of()))))
                .isEqualTo("slot_differs");

        beside.sql("select pg_drop_replication_slot('" + table + "')");
        shop.hub()
                .sql(
                        "drop database beside with (force)",
                        "select pg_create_logical_replication_slot('" + table + "', 'pgoutput')");
        Lsn position = Lsn.parse(shop.hub().value("select confirmed_flush_lsn from pg_replication_slots"));

        assertThat(code(shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, List.of(), new Lsn(1), null))))
                .isEqualTo("slot_differs");
        assertSucceeded(shop.done(new RemoveStream(stream, Leave.SUBSCRIPTION, List.of(), position, null)));
        shop.assertNothingLeft();
    }

    @Test
    void names_may_be_odd() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String odd = "a'b \"c\" \\ ä; drop";
        shop.hub().sql("create publication \"a'b \"\"c\"\" \\ ä; drop\" for table " + table);

        Operation end = shop.done(
                new RemoveStream(stream, Leave.NOTHING, List.of(new PublicationName(table), new PublicationName(odd))));

        assertSucceeded(end);
        shop.assertNothingLeft();
    }

    @Test
    void cancelled_it_goes_back_or_comes_to_its_end() {
        for (int write : kills(WRITES - 1).toArray()) {
            String table = shop.table();
            LogicalStream stream = shop.made(table);
            shop.awaitCopied(table);

            Operation end = shop.cancelled(wholly(stream), write);

            // The ninth write says that the drop begins.
            assertThat(end.status())
                    .as("write %s: %s", write, end)
                    .isEqualTo(write < 9 ? OperationStatus.CANCELLED : OperationStatus.SUCCEEDED);
            if (write < 9) {
                assertFlows(table);
                clear(table);
            }
            shop.assertNothingLeft();
        }
    }

    @Test
    void one_that_was_stopped_is_stopped_again_when_it_goes_back() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        assertSucceeded(shop.done(new PauseStream(stream)));

        assertThat(shop.cancelled(wholly(stream), 8).status()).isEqualTo(OperationStatus.CANCELLED);

        assertThat(shop.house().value("select subenabled from pg_subscription")).isEqualTo("f");
        assertSucceeded(shop.done(new ResumeStream(stream)));
        assertFlows(table);
        clear(table);
    }

    @Test
    void whichever_end_restarts_at_a_step_it_is_waited_for() {
        for (int write : kills(WRITES - 1).toArray()) {
            for (PostgresServer server : List.of(shop.hub(), shop.house())) {
                LogicalStream stream = shop.made(shop.table());

                Operation end = shop.doneDespiteRestart(wholly(stream), write, server);

                assertThat(end.status())
                        .as("write %s, %s: %s", write, server.name(), end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(end.steps()).extracting(Step::status).containsOnly(StepStatus.DONE);
                shop.assertNothingLeft();
            }
        }
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        for (int write : kills(WRITES).toArray()) {
            for (boolean before : List.of(true, false)) {
                LogicalStream stream = shop.made(shop.table());

                Operation end = shop.takenOver(wholly(stream), write, before);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(end.steps()).extracting(Step::status).containsOnly(StepStatus.DONE);
                shop.assertNothingLeft();
            }
        }
    }
}
