package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.RefreshStream;
import dev.pgrm.domain.stream.ResumeStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V18"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
class SwitchingTest {
    @Parameter
    PostgresVersion version;

    private Workshop shop;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = Workshop.of(version);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    private String workers(String table) {
        return shop.house()
                .value("select count(*) from pg_stat_subscription where subname = ? and pid is not null", table);
    }

    private void clear(String table) {
        shop.clear(shop.stream(table));
    }

    @Test
    void pauses_and_resumes() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);

        Operation paused = shop.done(new PauseStream(stream));
        assertThat(paused.status()).as("%s", paused).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(workers(table)).isEqualTo("0");
        shop.hub().sql("insert into " + table + " values (2000, 'while it was stopped')");

        Operation resumed = shop.done(new ResumeStream(stream));
        assertThat(resumed.status()).as("%s", resumed).isEqualTo(OperationStatus.SUCCEEDED);
        await("the change of before")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from " + table + " where id = 2000")
                        .equals("1"));
        clear(table);
    }

    @Test
    void takes_in_tables_that_are_published_since() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String another = shop.table();
        shop.hub().sql("alter publication " + table + " add table " + another);

        Operation refreshed = shop.done(new RefreshStream(stream, true));

        assertThat(refreshed.status()).as("%s", refreshed).isEqualTo(OperationStatus.SUCCEEDED);
        shop.awaitCopied(another);
        clear(table);
    }

    @Test
    void leaves_one_stopped_that_was_stopped_and_cannot_be_refreshed() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.done(new PauseStream(stream));

        Operation refused = shop.done(new RefreshStream(stream, true));

        assertThat(refused.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("subscription_disabled");
        clear(table);
    }

    @Test
    void does_not_touch_another_that_took_its_name() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        clear(table);
        shop.house().sql("truncate " + table);
        shop.made(table);

        Operation refused = shop.done(new PauseStream(stream));

        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("subscription_gone");
        assertThat(shop.house().value("select subenabled from pg_subscription")).isEqualTo("t");
        clear(table);
    }

    @Test
    void another_of_its_name_in_another_database_is_not_taken_for_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.done(new PauseStream(stream));
        shop.house()
                .sql(
                        "alter subscription " + table + " connection 'host=127.0.0.1 port=1 dbname=none'",
                        "create database beside");
        var beside = shop.house().database("beside");
        beside.sql(
                "create table " + table + " (id int primary key, v text)",
                "create subscription " + table + " connection " + shop.way() + " publication " + table
                        + " with (slot_name = 'beside')");
        await("the other streams")
                .atMost(Workshop.PATIENCE)
                .until(() -> beside.value("select count(*) from " + table).equals("100"));

        Operation refused = shop.done(new ResumeStream(stream));

        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("does_not_stream");
        beside.sql("drop subscription " + table);
        shop.house()
                .sql("alter subscription " + table + " connection " + shop.way(), "drop database beside with (force)");
        clear(table);
    }

    @Test
    void says_nothing_to_one_that_has_another_name_by_now() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.house().sql("alter subscription " + table + " rename to other_name");

        Operation refused = shop.done(new PauseStream(stream));

        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("subscription_renamed");
        assertThat(shop.house().value("select subenabled from pg_subscription")).isEqualTo("t");
        shop.house().sql("alter subscription other_name rename to " + table);
        clear(table);
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        for (int write = 1; write <= 3; write++) {
            for (boolean before : List.of(true, false)) {
                assertThat(shop.takenOver(new PauseStream(stream), write, before)
                                .status())
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(workers(table)).isEqualTo("0");
                assertThat(shop.takenOver(new ResumeStream(stream), write, before)
                                .status())
                        .isEqualTo(OperationStatus.SUCCEEDED);
            }
        }
        clear(table);
    }

    @Test
    void touches_nothing_where_its_end_has_another_address_by_now() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        End target = Objects.requireNonNull(stream.target());
        var asked = new LogicalStream(
                stream.id(),
                stream.name(),
                stream.source(),
                new End(target.id(), target.name(), new Endpoint("former.example.org", 5432)),
                stream.subscription(),
                stream.slot(),
                stream.publications());

        Operation end = shop.done(new PauseStream(asked));

        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("end_moved");
        assertThat(end.error().message()).contains("former.example.org:5432");
        assertThat(shop.house().value("select subenabled from pg_subscription where subname = ?", table))
                .isEqualTo("t");
        clear(table);
    }
}
