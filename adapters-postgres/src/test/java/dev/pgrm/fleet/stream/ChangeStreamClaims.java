package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.fleet.scene.Versions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
abstract class ChangeStreamClaims {
    /** At which writes to the journal workers are killed. */
    abstract IntStream kills(int first, int last);

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

    private static void succeeded(Operation end) {
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private static void refused(Operation end, String code) {
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).code()).as("%s", end).isEqualTo(code);
    }

    private void clear(String table) {
        shop.clear(shop.stream(table));
    }

    private static List<String> first(List<List<@Nullable String>> rows) {
        return rows.stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    private List<String> published(String publication) {
        return first(shop.hub().query("select tablename from pg_publication_tables where pubname = ?", publication));
    }

    private List<String> known() {
        return first(shop.house().query("select cast(srrelid as regclass) from pg_subscription_rel"));
    }

    /** What the catalog says of the only subscription. */
    private String option(String column) {
        return shop.house().value("select to_jsonb(s) ->> '" + column + "' from pg_subscription as s");
    }

    @Test
    void takes_in_a_table_with_its_rows() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String another = shop.table();

        succeeded(shop.done(Change.of(stream).add(another).work()));

        assertThat(published(table)).contains(another);
        shop.awaitCopied(another);
        clear(table);
    }

    @Test
    void takes_in_a_table_without_its_rows_when_told_so() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String another = shop.table();

        succeeded(shop.done(Change.of(stream).add(another).withoutCopy().work()));

        shop.hub().sql("insert into " + another + " values (1000, 'afterwards')");
        await("the change")
                .atMost(Workshop.PATIENCE)
                .until(() ->
                        shop.house().value("select count(*) from " + another).equals("1"));
        clear(table);
    }

    @Test
    void lets_a_table_go_whose_rows_stay() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String another = shop.table();
        succeeded(shop.done(Change.of(stream).add(another).work()));
        shop.awaitCopied(another);

        succeeded(shop.done(Change.of(stream).remove(another).work()));

        assertThat(published(table)).containsExactly(table);
        assertThat(known()).containsExactly(table);
        assertThat(shop.house().value("select count(*) from " + another)).isEqualTo("101");
        clear(table);
    }

    @Test
    void removes_no_table_that_others_may_lose_unless_they_may() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String another = shop.table();
        succeeded(shop.done(Change.of(stream).add(another).work()));
        shop.hub().sql("select pg_create_logical_replication_slot('resting', 'pgoutput')");

        Operation refused =
                shop.done(Change.of(stream).remove(another).sparingOthersBut().work());

        refused(refused, "publication_shared");
        assertThat(Objects.requireNonNull(refused.error()).message()).contains("resting");
        assertThat(published(table)).contains(another);
        succeeded(shop.done(
                Change.of(stream).remove(another).sparingOthersBut("resting").work()));
        succeeded(shop.done(
                Change.of(stream).add(another).sparingOthersBut().withoutCopy().work()));
        succeeded(shop.done(Change.of(stream).remove(another).work()));
        shop.hub().sql("select pg_drop_replication_slot('resting')");
        clear(table);
    }

    @Test
    void what_inherits_from_a_table_neither_comes_nor_goes_with_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String parent = shop.table();
        String child = parent + "_child";
        Stream.of(shop.hub(), shop.house())
                .forEach(server ->
                        server.sql("create table " + child + " (primary key (id)) inherits (" + parent + ")"));

        succeeded(shop.done(Change.of(stream).add(parent).work()));
        assertThat(published(table)).containsExactlyInAnyOrder(table, parent);

        shop.hub().sql("alter publication " + table + " add table only " + child);
        shop.house().sql("alter subscription " + table + " refresh publication");
        refuseRefresh();
        assertThat(shop.done(Change.of(stream).remove(parent).work()).status()).isEqualTo(OperationStatus.UNDONE);
        shop.house().sql("drop event trigger refuse", "drop function public.refuse()");
        assertThat(published(table)).containsExactlyInAnyOrder(table, parent, child);

        succeeded(shop.done(Change.of(stream).remove(parent).work()));
        assertThat(published(table)).containsExactlyInAnyOrder(table, child);
        clear(table);
    }

    @Test
    void renames_the_subscription_and_not_its_slot() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String odd = "it's \"odd\"; ü --";

        Operation renamed = shop.done(Change.of(stream).rename(odd).work());

        succeeded(renamed);
        assertThat(renamed.steps().getLast().detail()).contains("slot goes on being called " + table);
        assertThat(option("subname")).isEqualTo(odd);
        assertThat(option("subslotname")).isEqualTo(table);
        shop.awaitCopied(table);
        succeeded(shop.done(Change.of(Change.called(stream, odd)).rename(table).work()));
        clear(table);
    }

    @Test
    void does_not_take_the_name_of_another() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.house()
                .sql("create subscription another connection 'dbname=nowhere' publication p with (connect = false)");

        refused(shop.done(Change.of(stream).rename("another").work()), "subscription_exists");

        shop.house().sql("alter subscription another set (slot_name = none)", "drop subscription another");
        clear(table);
    }

    @Test
    void sets_the_options_that_its_version_has_and_goes_on() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        int major = versions.target().major();
        boolean failover = versions.bothFrom(PostgresVersion.V17);
        var options = new Options(
                major >= 16 ? "none" : null,
                failover ? true : null,
                null,
                true,
                major >= 16 ? Streaming.PARALLEL : Streaming.ON,
                major >= 16 ? true : null,
                major >= 15 ? true : null);

        succeeded(shop.done(Change.of(stream).set(options).work()));

        assertThat(option("subbinary")).isEqualTo("true");
        assertThat(option("substream")).isEqualTo(major >= 16 ? "p" : "true");
        assertThat(option("subdisableonerr")).isEqualTo(major >= 15 ? "true" : "");
        assertThat(option("suborigin")).isEqualTo(major >= 16 ? "none" : "");
        assertThat(option("subrunasowner")).isEqualTo(major >= 16 ? "true" : "");
        assertThat(option("subfailover")).isEqualTo(failover ? "true" : major >= 17 ? "false" : "");
        assertThat(option("subenabled")).isEqualTo("true");
        shop.awaitCopied(table);
        clear(table);
    }

    @Test
    void leaves_one_stopped_that_was_stopped() {
        assumeTrue(versions.bothFrom(PostgresVersion.V17));
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        succeeded(shop.done(new PauseStream(stream)));

        succeeded(shop.done(Change.of(stream).set(Change.FAILOVER).work()));

        assertThat(option("subfailover")).isEqualTo("true");
        assertThat(option("subenabled")).isEqualTo("false");
        assertThat(shop.hub().value("select failover from pg_replication_slots"))
                .isEqualTo("t");
        clear(table);
    }

    @Test
    void refuses_options_that_its_version_lacks() {
        assumeTrue(versions.target().major() < 18);
        String table = shop.table();
        LogicalStream stream = shop.made(table);

        refused(shop.done(Change.of(stream).set(Change.TWO_PHASE).work()), "option_unknown");
        if (versions.target().major() < 17) {
            refused(shop.done(Change.of(stream).set(Change.FAILOVER).work()), "option_unknown");
        }
        clear(table);
    }

    @Test
    void with_two_phase_no_further_rows_are_copied() {
        assumeTrue(versions.target() == PostgresVersion.V18 && versions.bothFrom(PostgresVersion.V15));
        String table = shop.table();
        LogicalStream stream = shop.made(table);

        succeeded(shop.done(Change.of(stream).set(Change.TWO_PHASE).work()));

        assertThat(option("subtwophasestate")).isNotEqualTo("d");
        assertThat(option("subenabled")).isEqualTo("true");
        refused(shop.done(Change.of(stream).add(shop.table()).work()), "two_phase_copies_nothing");
        succeeded(shop.done(Change.of(stream).add(shop.table()).withoutCopy().work()));
        clear(table);
    }

    @Test
    void says_what_stands_in_the_way_of_tables_before_anything_is_done() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String missing = shop.table();
        shop.house().sql("drop table " + missing);

        refused(shop.done(Change.of(stream).add(table).work()), "table_published");
        refused(shop.done(Change.of(stream).remove(missing).work()), "table_not_published");
        Operation blocked = shop.done(Change.of(stream).add(missing).work());
        refused(blocked, "preflight_failed");
        assertThat(Objects.requireNonNull(blocked.error()).message()).contains(missing);
        shop.done(new PauseStream(stream));
        refused(shop.done(Change.of(stream).add(shop.table()).work()), "subscription_disabled");
        assertThat(published(table)).containsExactly(table);
        clear(table);
    }

    @Test
    void what_publishes_everything_is_refreshed_rather_than_changed() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.hub().sql("drop publication " + table, "create publication " + table + " for all tables");

        Operation end = shop.done(Change.of(stream).add(shop.table()).work());

        refused(end, "publishes_all_tables");
        assertThat(Objects.requireNonNull(end.error()).remedy()).contains("Refresh");
        clear(table);
    }

    @Test
    void a_copy_under_way_leaves_nothing_when_it_is_cancelled() throws SQLException {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        String another = shop.table();
        try (var open = shop.house().database().connect()) {
            open.createStatement().execute("select pg_advisory_lock(7)");
            // Holds the copy up once its slot is there.
            shop.house()
                    .sql(
                            "create function public.hold() returns trigger language plpgsql as"
                                    + " $$ begin perform pg_advisory_xact_lock(7); return new; end $$",
                            "create trigger hold before insert on " + another + " execute function public.hold()",
                            "alter table " + another + " enable always trigger hold");
            var halted = new Halting(shop.journal, 6, true);
            Operation operation = shop.open(Change.of(stream).add(another).work());
            shop.worker(halted).takeTurn();
            await("refresh").atMost(Workshop.PATIENCE).until(halted::halted);
            await("slot of the copy")
                    .atMost(Workshop.PATIENCE)
                    .until(() -> shop.hub()
                            .value("select count(*) from pg_replication_slots where slot_name like '%sync%'")
                            .equals("1"));
            shop.journal.cancel(operation.id());
            halted.release(operation);
            shop.worker().takeTurn();

            assertThat(shop.awaitOver(operation).status()).isEqualTo(OperationStatus.CANCELLED);
        }
        shop.house().sql("drop function public.hold() cascade");
        assertThat(published(table)).containsExactly(table);
        assertThat(known()).containsExactly(table);
        assertThat(first(shop.hub().query("select slot_name from pg_replication_slots")))
                .containsExactly(table);
        assertThat(shop.house().query("select roname from pg_replication_origin"))
                .hasSize(1);
        clear(table);
    }

    /** Begins with one of them published, and ends with the other; the subscription's name and an option change, too. */
    private ChangeStream everything(LogicalStream stream, boolean binary, String name, String coming, String going) {
        return Change.of(stream)
                .set(Change.binary(binary))
                .rename(name)
                .add(coming)
                .remove(going)
                .work();
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String going = shop.table();
        String coming = shop.table();
        succeeded(shop.done(Change.of(stream).add(going).work()));
        boolean binary = false;
        for (int write : kills(1, 13).toArray()) {
            for (boolean before : List.of(true, false)) {
                binary = !binary;
                String name = table + (binary ? " bin\"ary" : "");
                shop.house().sql("truncate " + coming);

                Operation end = shop.takenOver(everything(stream, binary, name, coming, going), write, before);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(known()).contains(table, coming).doesNotContain(going);
                assertThat(published(table)).contains(table, coming).doesNotContain(going);
                assertThat(option("subname")).isEqualTo(name);
                assertThat(option("subbinary")).isEqualTo(Boolean.toString(binary));
                stream = Change.called(stream, name);
                String gone = going;
                going = coming;
                coming = gone;
            }
        }
        succeeded(shop.done(Change.of(stream).rename("last").work()));
        shop.house().sql("alter subscription last rename to " + table);
        clear(table);
    }

    @Test
    void whenever_its_worker_dies_while_it_fails_and_goes_back_another_undoes_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String going = shop.table();
        String restricted = versions.bothFrom(PostgresVersion.V15) ? "(v, id) where (id > 10 and v <> 'it''s')" : "";
        shop.hub().sql("alter publication " + table + " add table " + going + restricted);
        shop.house().sql("alter subscription " + table + " refresh publication");
        String coming = shop.table();
        List<String> before = written(table);
        refuseRefresh();
        for (int write : kills(11, 20).toArray()) {
            for (boolean first : List.of(true, false)) {
                Operation end = shop.takenOver(everything(stream, true, "other", coming, going), write, first);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, first, end)
                        .isEqualTo(OperationStatus.UNDONE);
                assertThat(written(table)).isEqualTo(before);
                assertThat(known()).contains(table, going).doesNotContain(coming);
                assertThat(option("subname")).isEqualTo(table);
                assertThat(option("subbinary")).isEqualTo("false");
                assertThat(option("subenabled")).isEqualTo("true");
            }
        }
        shop.house().sql("drop event trigger refuse", "drop function public.refuse()");
        clear(table);
    }

    private List<String> written(String publication) {
        return first(shop.hub()
                .query(
                        "select to_jsonb(t) from pg_publication_tables as t where pubname = ? order by tablename",
                        publication));
    }

    private void refuseRefresh() {
        shop.house()
                .sql(
                        "create function public.refuse() returns event_trigger language plpgsql as $$ begin"
                                + " if current_query() like '%copy_data = true%' then raise exception 'no'; end if; end $$",
                        "create event trigger refuse on ddl_command_start when tag in ('ALTER SUBSCRIPTION')"
                                + " execute function public.refuse()");
    }
}
