package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.RemoveLeftover;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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
class RemovingLeftoverTest {
    private static final String ODD = "it's \"all\"; \\ 表";

    @Parameter
    PostgresVersion version;

    private Workshop shop;
    private End hub;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = Workshop.of(version);
        hub = shop.stream("any").source();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    private Operation remove(Leftover what, String name) {
        return shop.done(new RemoveLeftover(hub, what, name, null));
    }

    private static void assertRefused(Operation operation, String code) {
        assertThat(operation.status()).as("%s", operation).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(operation.error()).code()).isEqualTo(code);
    }

    private static void assertDone(Operation operation) {
        assertThat(operation.status()).as("%s", operation).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private String slots(String name) {
        return shop.hub().value("select count(*) from pg_replication_slots where slot_name = ?", name);
    }

    private void makeSlot(String name) {
        shop.hub().sql("select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    }

    private Lsn position(String name) {
        return Lsn.parse(Objects.requireNonNull(
                shop.hub().value("select confirmed_flush_lsn from pg_replication_slots where slot_name = ?", name)));
    }

    @Test
    void removes_a_slot_and_says_so_once() {
        makeSlot("left");
        shop.hub().sql("select pg_create_physical_replication_slot('standby_left', true)");

        Operation removed = shop.done(new RemoveLeftover(hub, Leftover.SLOT, "left", position("left")));

        assertDone(removed);
        assertThat(removed.steps().getFirst().detail()).isEqualTo("It was removed");
        assertThat(removed.kind()).isEqualTo("slot.remove");
        assertThat(Runbook.of(removed)).contains("pg_drop_replication_slot", "'left' and not active");
        assertDone(remove(Leftover.SLOT, "standby_left"));
        shop.assertNothingLeft();
    }

    @Test
    void what_is_gone_already_is_not_missed() {
        for (Leftover what : Leftover.values()) {
            Operation operation = remove(what, what == Leftover.ORIGIN ? "pg_424242" : "never_there");
            assertDone(operation);
            assertThat(operation.steps().getFirst().detail()).isEqualTo("It is gone already");
        }
    }

    @Test
    void a_slot_that_came_into_use_stays() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        LogicalStream stream = shop.made(table);

        assertRefused(remove(Leftover.SLOT, table), "slot_in_use");
        assertRefused(remove(Leftover.PUBLICATION, table), "publication_in_use");

        assertThat(slots(table)).isEqualTo("1");
        assertThat(stream.slot()).hasToString(table);
        shop.awaitCopied(table);
        shop.clear(work);
    }

    @Test
    void a_slot_that_comes_into_use_after_the_first_look_stays() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        shop.made(table);
        PostgresServer house = shop.house();
        house.sql("alter subscription " + table + " disable");
        awaitIdle(table);

        // The first write comes after the look.
        Operation refused = shop.doneBeside(new RemoveLeftover(hub, Leftover.SLOT, table, null), 1, () -> {
            house.sql("alter subscription " + table + " enable");
            awaitActive(table, "t");
        });

        assertRefused(refused, "slot_in_use");
        shop.awaitCopied(table);
        shop.clear(work);
    }

    private void awaitIdle(String slot) {
        awaitActive(slot, "f");
    }

    private void awaitActive(String slot, String active) {
        await().atMost(Workshop.PATIENCE)
                .until(() -> active.equals(
                        shop.hub().value("select active from pg_replication_slots where slot_name = ?", slot)));
    }

    @Test
    void a_slot_that_has_moved_since_somebody_looked_stays() {
        makeSlot("moved");
        Lsn before = position("moved");
        shop.hub()
                .sql(
                        "create table if not exists moving (id int)",
                        "select pg_replication_slot_advance('moved', pg_current_wal_lsn())");

        Operation refused = shop.done(new RemoveLeftover(hub, Leftover.SLOT, "moved", before));

        assertRefused(refused, "slot_in_use");
        assertDone(remove(Leftover.SLOT, "moved"));
    }

    @Test
    void removes_a_publication_of_any_name() {
        shop.hub().sql("create publication " + Quoted.identifier(ODD));

        assertDone(remove(Leftover.PUBLICATION, ODD));

        shop.assertNothingLeft();
    }

    @Test
    void a_publication_stays_where_it_cannot_be_seen_what_is_read() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        String replicator = Quoted.identifier(shop.replicator().username());
        shop.hub().sql("create publication free", "alter role " + replicator + " set track_activities = off");
        shop.made(table);
        shop.awaitCopied(table);

        Operation refused = remove(Leftover.PUBLICATION, "free");

        assertRefused(refused, "publication_in_use");
        assertThat(Objects.requireNonNull(refused.error()).message()).contains("may take it through slot " + table);
        shop.hub().sql("alter role " + replicator + " reset track_activities", "drop publication free");
        shop.clear(work);
    }

    @Test
    void a_publication_stays_that_may_stand_beyond_where_a_command_is_cut() {
        String table = shop.table();
        CreateStream work = shop.stream(table);
        shop.hub().sql("create publication last", "create publication free");
        shop.made(table);
        shop.awaitCopied(table);
        assertDone(remove(Leftover.PUBLICATION, "free"));
        List<String> names = IntStream.range(0, 20)
                .mapToObj(number -> "a_name_that_fills_what_is_shown_of_a_command_" + number)
                .toList();
        names.forEach(name -> shop.hub().sql("create publication " + name));
        String many = String.join(", ", names);
        shop.house().sql("alter subscription " + table + " set publication " + table + ", " + many + ", last");
        await("the long command")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.hub()
                        .value("select count(*) from pg_stat_activity where octet_length(query) > 1000"
                                + " and query like 'START_REPLICATION SLOT%'")
                        .equals("1"));

        assertRefused(remove(Leftover.PUBLICATION, "last"), "publication_in_use");

        shop.hub().sql("drop publication last, " + many);
        shop.clear(work);
    }

    /** Names like those of subscriptions are not given to anybody else, so it gets one afterwards. */
    private void leaveOrigin(String name) {
        shop.hub()
                .sql(
                        "select pg_replication_origin_create('some')",
                        "update pg_replication_origin set roname = '" + name + "' where roname = 'some'");
    }

    @Test
    void removes_an_origin_without_a_subscription() {
        leaveOrigin("pg_424242");

        assertDone(remove(Leftover.ORIGIN, "pg_424242"));

        shop.assertNothingLeft();
    }

    @Test
    void an_origin_of_a_subscription_in_another_database_stays() {
        String table = shop.table();
        assertDone(shop.done(shop.streamWithin(table)));
        var elsewhere = shop.hub().database("elsewhere");
        String oid = elsewhere.value("select oid from pg_subscription");

        assertRefused(remove(Leftover.ORIGIN, "pg_" + oid), "origin_in_use");

        elsewhere.sql("drop subscription " + table);
        shop.hub().sql("drop publication " + table, "drop database elsewhere with (force)");
        shop.assertNothingLeft();
    }

    @Test
    void an_origin_that_a_session_works_with_stays() throws Exception {
        leaveOrigin("pg_434343");
        try (var session = shop.hub().database().connect()) {
            session.createStatement().execute("select pg_replication_origin_session_setup('pg_434343')");

            assertRefused(remove(Leftover.ORIGIN, "pg_434343"), "origin_in_use");
        }
        assertDone(remove(Leftover.ORIGIN, "pg_434343"));
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        for (int write = 1; write <= 3; write++) {
            for (boolean before : List.of(true, false)) {
                makeSlot("dying");

                Operation end = shop.takenOver(new RemoveLeftover(hub, Leftover.SLOT, "dying", null), write, before);

                assertDone(end);
                assertThat(slots("dying")).isEqualTo("0");
            }
        }
    }

    @Test
    void a_wish_to_stop_that_comes_too_late_changes_nothing() {
        makeSlot("late");
        Operation operation = shop.open(new RemoveLeftover(hub, Leftover.SLOT, "late", null));
        var halting = new Halting(shop.journal, 2, true);
        shop.worker(halting).takeTurn();
        await().atMost(Workshop.PATIENCE).until(halting::halted);
        shop.journal.cancel(operation.id());
        halting.release(operation);

        shop.worker().takeTurn();

        assertDone(shop.awaitOver(operation));
        assertThat(slots("late")).isEqualTo("0");
    }
}
