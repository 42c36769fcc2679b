package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.PublishedTable;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.scene.Versions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
abstract class ResyncTableClaims {
    /** Which writes to the journal something happens at, of so many. */
    abstract IntStream writes(int last);

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

    /** Each step writes twice, and the end once. */
    private int last(boolean shared) {
        return shared ? 15 : 9;
    }

    private static String code(Operation operation) {
        return Objects.requireNonNull(operation.error()).code();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copies_one_table_anew_while_both_are_written_to(boolean shared) {
        Resynced resynced = Resynced.of(shop);
        resynced.damage();

        try (var _ = resynced.writing()) {
            Operation end = shop.done(resynced.work(shared));
            assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        }

        resynced.assertWhole();
        resynced.clear();
    }

    /** Its changes were decoded with a catalog that knows nothing of what was made meanwhile. */
    @Test
    void waits_for_a_transaction_that_was_open_when_the_others_were_published_apart() throws SQLException {
        Resynced resynced = Resynced.of(shop);
        resynced.damage();
        shop.told.clear();
        Operation operation;
        try (var _ = resynced.writing();
                var open = shop.hub().database().connect();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("insert into " + resynced.other() + " values (50001, 'before')");
            operation = shop.open(resynced.work(true));
            shop.worker().takeTurn();
            await("the wait")
                    .atMost(Workshop.PATIENCE)
                    .until(() -> shop.told.stream().anyMatch(told -> told.contains("have ended (the oldest")));
            statement.execute("insert into " + resynced.other() + " values (50002, 'after')");
            statement.execute("insert into " + resynced.table() + " values (50002, 'after')");
            open.commit();
            assertThat(shop.awaitOver(operation).status())
                    .as("%s", shop.read(operation))
                    .isEqualTo(OperationStatus.SUCCEEDED);
        }
        resynced.assertWhole();
        resynced.clear();
    }

    @Test
    void keeps_columns_and_conditions_of_what_is_published() {
        assumeThat(versions.bothFrom(PostgresVersion.V15)).isTrue();
        Resynced resynced = Resynced.of(shop);
        String condition = "((v <> 'not \"this\", it''s'::text))";
        for (boolean shared : List.of(false, true)) {
            shop.hub()
                    .sql("alter publication " + resynced.table() + " set table only " + resynced.table()
                            + " (id, v) where " + condition + ", only " + resynced.other() + " where (v <> 'x')");
            String before = published();
            var work = new ResyncTable(
                    resynced.stream(),
                    new TableName("public", resynced.table()),
                    new PublicationName(resynced.table()),
                    new PublishedTable(
                            new TableName("public", resynced.table()),
                            List.of("id", "v"),
                            "(v <> 'not \"this\", it''s'::text)"),
                    shared ? new PublicationName("rest \"of\" it's") : null);

            Operation end = shop.done(work);

            assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
            assertThat(published()).isEqualTo(before);
            resynced.awaitSame();
        }
        resynced.clear();
    }

    private String published() {
        return shop.hub().query("select * from pg_publication_tables order by 1, 2, 3") + " "
                + shop.hub().query("select prattrs from pg_publication_rel order by 1");
    }

    @Test
    void a_partitioned_table_is_emptied_with_its_partitions_and_a_parent_without_its_children() {
        Resynced plain = Resynced.of(shop);
        String name = plain.stream().name();
        for (PostgresServer server : List.of(shop.hub(), shop.house())) {
            server.sql(
                    "create table whole (id int primary key, v text) partition by range (id)",
                    "create table part partition of whole default",
                    "create table parent (id int primary key, v text)",
                    "create table child (primary key (id)) inherits (parent)");
        }
        shop.hub()
                .sql(
                        "insert into whole select i, 'w' from generate_series(1, 100) as i",
                        "insert into parent select i, 'p' from generate_series(1, 100) as i",
                        "insert into child select i, 'c' from generate_series(1001, 1100) as i",
                        "alter publication " + name + " set (publish_via_partition_root = true)",
                        "alter publication " + name + " add table whole, parent");
        shop.house().sql("alter subscription " + name + " refresh publication");
        for (boolean shared : List.of(false, true)) {
            for (String table : List.of("whole", "only parent")) {
                var resynced = new Resynced(shop, plain.stream(), table.replace("only ", ""), "child");
                resynced.awaitSame();
                shop.house().sql("update " + table + " set v = 'damaged'", "update child set v = 'kept'");

                Operation end = shop.done(resynced.work(shared));

                assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
                await("rows of " + table)
                        .atMost(Workshop.PATIENCE)
                        .until(() -> shop.house()
                                .value("select count(*) filter (where v in ('w', 'p')) from " + table)
                                .equals("100"));
                assertThat(shop.house().value("select count(*) from child where v = 'kept'"))
                        .isEqualTo("100");
                shop.house().sql("update child set v = 'c'");
                resynced.awaitSame();
            }
        }
        plain.clear();
    }

    @Test
    void frees_a_stream_that_fails_on_that_table() {
        Resynced resynced = Resynced.of(shop);
        shop.house().sql("insert into " + resynced.table() + " values (7000, 'in the way')");
        shop.hub().sql("insert into " + resynced.table() + " values (7000, 'coming')");

        Operation end = shop.done(resynced.work(false));

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        resynced.assertWhole();
        resynced.clear();
    }

    @Test
    void frees_a_copy_that_fails_again_and_again() {
        Resynced resynced = Resynced.of(shop);
        shop.hub().sql("alter publication " + resynced.table() + " drop table " + resynced.table());
        shop.house().sql("alter subscription " + resynced.table() + " refresh publication");
        shop.hub().sql("alter publication " + resynced.table() + " add table " + resynced.table());
        shop.house().sql("alter subscription " + resynced.table() + " refresh publication");
        shop.house().log().awaitLine("duplicate key value");

        Operation end = shop.done(resynced.work(false));

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        resynced.assertWhole();
        resynced.clear();
    }

    @Test
    void touches_nothing_where_it_could_not_be_finished() {
        Resynced resynced = Resynced.of(shop);
        resynced.damage();
        shop.house().sql("create table referrer (id int references " + resynced.table() + ")");
        Operation referred = shop.done(resynced.work(false));
        assertThat(code(referred)).isEqualTo("table_referred_to");
        assertThat(Objects.requireNonNull(referred.error()).remedy())
                .contains("alter table public.referrer drop constraint referrer_id_fkey");
        shop.house().sql("drop table referrer");

        shop.hub().sql("create table fresh (id int)", "alter publication " + resynced.table() + " add table fresh");
        assertThat(code(shop.done(resynced.work(false)))).isEqualTo("refresh_first");
        shop.hub().sql("drop table fresh");

        shop.done(new PauseStream(resynced.stream()));
        Operation stopped = shop.done(resynced.work(true));
        assertThat(code(stopped)).isEqualTo("subscription_disabled");
        assertThat(stopped.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.house().value("select count(*) from " + resynced.table() + " where v = 'damaged'"))
                .isEqualTo("10");
        resynced.clear();
    }

    @Test
    void does_not_empty_what_would_be_emptied_elsewhere_too() {
        Resynced resynced = Resynced.of(shop);
        resynced.damage();
        var ways = new ArrayList<>(List.of("for table " + resynced.table(), "for all tables"));
        if (versions.bothFrom(PostgresVersion.V15)) {
            ways.add("for tables in schema public");
        }
        for (String way : ways) {
            shop.house().sql("create publication onward " + way);
            Operation refused = shop.done(resynced.work(false));
            assertThat(code(refused)).isEqualTo("table_published_on_target");
            String remedy = Objects.requireNonNull(refused.error()).remedy();
            shop.house().sql(remedy.substring(remedy.indexOf("alter publication")));
            assertThat(shop.house().value("select pubtruncate or not pubdelete from pg_publication"))
                    .isEqualTo("f");
            shop.house().sql("drop publication onward");
        }
        shop.told.clear();

        // The fourth write says that the table was taken out.
        Operation operation = shop.openBeside(
                resynced.work(false),
                4,
                _ -> shop.house().sql("create publication onward for table " + resynced.table()));

        await("the wait")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.told.stream().anyMatch(told -> told.contains("itself publishes")));
        assertThat(shop.house().value("select count(*) from " + resynced.table() + " where v = 'damaged'"))
                .isEqualTo("10");
        shop.house().sql("drop publication onward");
        assertThat(shop.awaitOver(operation).status())
                .as("%s", shop.read(operation))
                .isEqualTo(OperationStatus.SUCCEEDED);
        resynced.assertWhole();
        resynced.clear();
    }

    @Test
    void waits_for_whoever_uses_the_table_and_tells() throws SQLException {
        Resynced resynced = Resynced.of(shop);
        shop.told.clear();
        try (var open = shop.house().database().connect();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("select from " + resynced.table());
            Operation operation = shop.open(resynced.work(false));
            shop.worker().takeTurn();
            await("the wait")
                    .atMost(Workshop.PATIENCE)
                    .until(() -> shop.told.stream().anyMatch(told -> told.contains("until nobody uses")));
            open.commit();
            assertThat(shop.awaitOver(operation).status())
                    .as("%s", shop.read(operation))
                    .isEqualTo(OperationStatus.SUCCEEDED);
        }
        resynced.assertWhole();
        resynced.clear();
    }

    @Test
    void does_not_put_a_table_back_otherwise_than_it_is_published_now() {
        assumeThat(versions.bothFrom(PostgresVersion.V15)).isTrue();
        Resynced resynced = Resynced.of(shop);
        ResyncTable asked = resynced.work(false);
        shop.hub()
                .sql("alter publication " + resynced.table() + " set table " + resynced.other() + ", "
                        + resynced.table() + " where (id > 0)");
        String before = published();

        Operation refused = shop.done(asked);

        assertThat(code(refused)).isEqualTo("publication_changed");
        assertThat(refused.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(published()).isEqualTo(before);
        resynced.clear();
    }

    @Test
    void touches_nothing_where_two_phase_allows_no_copy() {
        assumeThat(versions.bothFrom(PostgresVersion.V15)).isTrue();
        Resynced resynced = Resynced.of(shop);
        String name = resynced.stream().name();
        String way = shop.house().value("select subconninfo from pg_subscription where subname = ?", name);
        shop.house()
                .sql(
                        "drop subscription " + name,
                        "create subscription " + name + " connection '" + way.replace("'", "''") + "' publication "
                                + name + " with (two_phase = true, copy_data = false)");
        await("two_phase")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select subtwophasestate from pg_subscription where subname = ?", name)
                        .equals("e"));
        String oid = shop.house().value("select oid from pg_subscription where subname = ?", name);
        LogicalStream before = resynced.stream();
        var stream = new LogicalStream(
                before.id(),
                before.name(),
                before.source(),
                before.target(),
                new Subscribed(
                        new Oid(Long.parseLong(oid)),
                        before.requireSubscription().name()),
                before.slot(),
                before.publications());

        Operation refused = shop.done(new Resynced(shop, stream, resynced.table(), resynced.other()).work(false));

        assertThat(code(refused)).isEqualTo("two_phase_enabled");
        resynced.clear();
    }

    @Test
    void leaves_a_publication_alone_that_others_read() {
        Resynced resynced = Resynced.of(shop);
        shop.hub().sql("create database second");
        shop.hub().database("second").sql("create table " + resynced.table() + " (id int primary key, v text)");
        shop.hub().database("second").sql("create table " + resynced.other() + " (id int primary key, v text)");
        shop.hub().sql("select pg_create_logical_replication_slot('second', 'pgoutput')");
        String way =
                shop.house().value("select subconninfo from pg_subscription").replace("'", "''");
        shop.hub()
                .database("second")
                .sql("create subscription second connection '" + way + "' publication " + resynced.table()
                        + " with (create_slot = false)");
        await("the other reader")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.hub()
                        .value("select count(*) from pg_stat_replication where application_name = 'second'")
                        .equals("1"));

        Operation refused = shop.done(resynced.work(false));

        assertThat(code(refused)).isEqualTo("publication_shared");
        assertThat(shop.done(resynced.work(true)).status()).isEqualTo(OperationStatus.SUCCEEDED);
        shop.hub().database("second").sql("drop subscription second");
        shop.hub().sql("drop database second");
        resynced.assertWhole();
        resynced.clear();
    }

    /** What is written while the table is out of it would be lost on whoever rests, without a word. */
    @Test
    void leaves_a_publication_alone_that_one_who_rests_may_read() {
        Resynced resynced = Resynced.of(shop);
        shop.hub().sql("create database beside", "select pg_create_physical_replication_slot('standby', true)");
        var beside = shop.hub().database("beside");
        beside.sql("select pg_create_logical_replication_slot('beside', 'pgoutput')");
        shop.hub().sql("select pg_create_logical_replication_slot('resting', 'pgoutput')");

        Operation refused = shop.done(resynced.work(false));

        assertThat(code(refused)).isEqualTo("publication_shared");
        assertThat(Objects.requireNonNull(refused.error()).message())
                .contains("resting")
                .doesNotContain("beside", "standby");
        assertThat(shop.done(resynced.workBeside("resting")).status()).isEqualTo(OperationStatus.SUCCEEDED);
        beside.sql("select pg_drop_replication_slot('beside')");
        shop.hub()
                .sql(
                        "select pg_drop_replication_slot('standby')",
                        "select pg_drop_replication_slot('resting')",
                        "drop database beside");
        resynced.assertWhole();
        resynced.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenever_its_worker_dies_another_completes_it(boolean shared) {
        Resynced resynced = Resynced.of(shop);
        for (int write : writes(last(shared)).toArray()) {
            for (boolean before : List.of(true, false)) {
                resynced.damage();
                Operation end = shop.takenOver(resynced.work(shared), write, before);
                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                resynced.assertWhole();
            }
        }
        resynced.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_is_cancelled_the_table_is_whole_in_the_end(boolean shared) {
        Resynced resynced = Resynced.of(shop);
        for (int write : writes(last(shared) - 3).toArray()) {
            Operation end = shop.cancelled(resynced.work(shared), write);
            assertThat(end.status()).as("write %s: %s", write, end).isEqualTo(OperationStatus.CANCELLED);
            assertThat(end.steps()).extracting(step -> step.status()).doesNotContain(StepStatus.LEFT);
            resynced.assertWhole();
        }
        resynced.clear();
    }

    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_target_that_restarts_at_any_step_is_waited_for(boolean shared) {
        Resynced resynced = Resynced.of(shop);
        for (int write : writes(last(shared) - 1).toArray()) {
            resynced.damage();

            Operation end = shop.doneDespiteRestart(resynced.work(shared), write, shop.house());

            assertThat(end.status()).as("write %s: %s", write, end).isEqualTo(OperationStatus.SUCCEEDED);
            if (resynced.lostSlotOfCopy()) {
                assertThat(shop.done(resynced.work(shared)).status()).isEqualTo(OperationStatus.SUCCEEDED);
            }
            resynced.assertWhole();
        }
        resynced.clear();
    }

    /** PostgreSQL's own gap: whoever stops a server just when a copy ends may find its slot gone, and its table waiting for it. */
    @Test
    void mends_a_copy_whose_slot_is_gone() {
        Resynced resynced = Resynced.of(shop);
        resynced.loseSlotOfCopy();
        assertThat(resynced.lostSlotOfCopy()).isTrue();

        Operation end = shop.done(resynced.work(false));

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        resynced.assertWhole();
        resynced.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waits_for_a_source_that_stops_at_any_step_and_goes_on(boolean shared) {
        Resynced resynced = Resynced.of(shop);
        for (int write : writes(last(shared) - 2).toArray()) {
            resynced.damage();
            Operation operation = shop.openBeside(
                    resynced.work(shared), write, _ -> shop.hub().stop(Shutdown.FAST));
            await("attempts without it")
                    .atMost(Workshop.PATIENCE)
                    .until(() -> shop.read(operation).epoch().value() > 1
                            || shop.read(operation).status().over());
            shop.hub().start();

            assertThat(shop.awaitOver(operation).status())
                    .as("write %s: %s", write, shop.read(operation))
                    .isEqualTo(OperationStatus.SUCCEEDED);
            resynced.assertWhole();
        }
        resynced.clear();
    }
}
