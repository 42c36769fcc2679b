package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.fleet.WatchedFleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PublishedTablesTest {
    private static final String[] TABLES = {
        "create table plain (id int primary key, payload text)",
        "create table bare (payload text)",
        "create table mute (id int primary key)",
        "alter table mute replica identity nothing",
        "create table whole (id int, payload text)",
        "alter table whole replica identity full",
        "create table chosen (id int not null)",
        "create unique index chosen_id on chosen (id)",
        "alter table chosen replica identity using index chosen_id",
        "create table late (id int primary key deferrable)",
        "create table parted (id int primary key) partition by range (id)",
        "create table parted_1 partition of parted for values from (0) to (10)",
        "create table parted_2 partition of parted for values from (10) to (20)",
        "create schema s",
        "create table s.a (id int primary key)",
        "create table s.b (id int primary key)",
        "create unlogged table nobody (id int primary key)",
        "insert into plain select n, repeat('x', 100) from generate_series(1, 10000) n",
        "insert into parted select n from generate_series(0, 19) n",
        "analyze plain",
        "insert into bare select repeat('y', 100) from generate_series(1, 1000)",
        "create publication named for table plain, bare, mute, whole, chosen, late with (publish = 'insert, update')",
        "create publication parts for table parted",
        "create publication root for table parted with (publish_via_partition_root)",
        "create publication everything for all tables",
        "create publication everything_by_root for all tables with (publish_via_partition_root)",
        "create publication nothing",
    };

    private static final String[] SINCE_15 = {
        "create publication of_schema for tables in schema s",
        "create publication filtered for table plain where (id > 10), whole (id)",
    };

    private static final String LIST_MANY = """
        do $$ begin
          create schema many;
          for i in 1..150 loop execute format('create table many.t%s (id int primary key)', i); end loop;
          execute (select 'create publication many for table ' || string_agg('many.t' || i, ', ') from generate_series(1, 150) i);
        end $$""";

    @ParameterizedTest
    @Tag("servers")
    @EnumSource(names = {"V14", "V18"})
    void oldest_and_newest(PostgresVersion version) throws SQLException {
        tables_are_summed_up(version);
    }

    @ParameterizedTest
    @Tag("matrix")
    @EnumSource(
            names = {"V14", "V18"},
            mode = Mode.EXCLUDE)
    void between(PostgresVersion version) throws SQLException {
        tables_are_summed_up(version);
    }

    private static void tables_are_summed_up(PostgresVersion version) throws SQLException {
        var clock = new MovableClock();
        try (Fleet fleet = aFleet().primary("shop", version)
                        .sql(TABLES)
                        .standby("shop-dr", Fleet.following("shop"))
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = new WatchedFleet(fleet.monitoringRole(), clock)) {
            var shop = fleet.server("shop");
            if (version.major() >= 15) {
                shop.sql(SINCE_15);
            }
            fleet.awaitCaughtUp();
            fleet.servers().forEach(watched::register);
            try (Connection locker = shop.database().connect();
                    Statement statement = locker.createStatement()) {
                locker.setAutoCommit(false);
                statement.execute("lock table bare, plain, parted in access exclusive mode");
                watched.poll();
                assertThat(watched.view("shop")).isInstanceOf(DatabaseSeen.class);
                assertThat(tables(watched, "shop", "named").count()).isEqualTo(6);
                locker.rollback();
            }

            // The lock lives on for a moment on the standby, which hears of its end by WAL.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                clock.advance(Duration.ofMinutes(5));
                watched.poll();
                sums_are_right(watched, "shop", version);
                sums_are_right(watched, "shop-dr", version);
            });
            listing_other_tables_has_them_counted_by_the_poll_after_the_next(watched, clock, fleet, version);
            counts_are_carried_on_and_renewed_after_a_minute(watched, clock, fleet);
        }
    }

    private static void sums_are_right(WatchedFleet watched, String database, PostgresVersion version) {
        assertThat(publication(watched, database, "named"))
                .extracting(Publication::allTables, Publication::viaRoot)
                .containsExactly(false, false);
        assertThat(publication(watched, database, "named").operations())
                .containsExactly(DataChange.INSERT, DataChange.UPDATE);
        assertThat(publication(watched, database, "everything").operations()).hasSize(4);
        assertThat(publication(watched, database, "everything").allTables()).isTrue();
        assertThat(publication(watched, database, "root").viaRoot()).isTrue();

        PublishedTables named = tables(watched, database, "named");
        assertThat(named.count()).isEqualTo(6);
        assertThat(named.withoutIdentity()).isEqualTo(3);
        assertThat(named.someWithoutIdentity())
                .extracting(TableName::name)
                .containsExactlyInAnyOrder("bare", "mute", "late");
        assertThat(named.largest())
                .extracting(table -> table.name().toString())
                .containsExactly("public.plain", "public.bare");
        assertThat(named.bytes())
                .isGreaterThan(1_000_000)
                .isEqualTo(
                        named.largest().get(0).bytes() + named.largest().get(1).bytes());

        assertThat(tables(watched, database, "parts").count()).isEqualTo(2);
        PublishedTables root = tables(watched, database, "root");
        assertThat(root)
                .extracting(PublishedTables::count, PublishedTables::withoutIdentity)
                .containsExactly(1, 0);
        assertThat(root.largest())
                .extracting(each -> each.name().name(), each -> each.bytes())
                .containsExactly(tuple("parted", 2 * 8192L));
        assertThat(tables(watched, database, "everything").count()).isEqualTo(10);
        assertThat(tables(watched, database, "everything_by_root").count()).isEqualTo(9);
        assertThat(tables(watched, database, "nothing").count()).isZero();
        if (version.major() >= 15) {
            assertThat(publication(watched, database, "of_schema").schemas()).containsExactly("s");
            assertThat(tables(watched, database, "of_schema").count()).isEqualTo(2);
            assertThat(tables(watched, database, "filtered"))
                    .extracting(PublishedTables::count, PublishedTables::filtered, PublishedTables::columnLists)
                    .containsExactly(2, 1, 1);
        }
    }

    private static void listing_other_tables_has_them_counted_by_the_poll_after_the_next(
            WatchedFleet watched, MovableClock clock, Fleet fleet, PostgresVersion version) {
        soonAfter(watched, clock, fleet, "alter publication nothing add table s.a, s.b");
        assertThat(counts(watched, "nothing")).containsOnly(2);
        soonAfter(watched, clock, fleet, "alter publication nothing drop table s.a");
        assertThat(counts(watched, "nothing")).containsOnly(1);
        soonAfter(watched, clock, fleet, "alter publication nothing drop table s.b");
        assertThat(counts(watched, "nothing")).containsOnly(0);

        soonAfter(watched, clock, fleet, "create table s.c (id int primary key)");
        assertThat(counts(watched, "everything")).containsOnly(11);
        if (version.major() >= 15) {
            assertThat(counts(watched, "of_schema")).containsOnly(3);
            soonAfter(watched, clock, fleet, "alter publication filtered set table plain where (id > 20), whole");
            assertThat(tables(watched, "shop", "filtered").columnLists()).isZero();
            soonAfter(watched, clock, fleet, "alter publication of_schema drop tables in schema s");
            assertThat(counts(watched, "of_schema")).containsOnly(0);
            one_of_very_many_that_is_listed_no_more_is_noticed(watched, clock, fleet);
        }

        soonAfter(watched, clock, fleet, "alter table mute replica identity default");
        assertThat(tables(watched, "shop", "named").withoutIdentity())
                .as("of what changes without a trace nothing is known before the minute is over")
                .isEqualTo(3);
    }

    private static void one_of_very_many_that_is_listed_no_more_is_noticed(
            WatchedFleet watched, MovableClock clock, Fleet fleet) {
        soonAfter(watched, clock, fleet, LIST_MANY);
        assertThat(counts(watched, "many")).containsOnly(150);
        clock.advance(Duration.ofMinutes(5));
        watched.poll();
        fleet.server("shop").sql("alter publication many drop table many.t1");

        // The session tells what it deleted when it ends; the minute does not end meanwhile.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            watched.poll();
            assertThat(tables(watched, "shop", "many").count()).isEqualTo(149);
        });
    }

    /** One poll that sees what was done, and one more, both within the minute after a thorough one. */
    private static void soonAfter(WatchedFleet watched, MovableClock clock, Fleet fleet, String done) {
        clock.advance(Duration.ofMinutes(5));
        watched.poll();
        fleet.server("shop").sql(done);
        fleet.awaitCaughtUp();
        clock.advance(Duration.ofSeconds(5));
        watched.poll();
        clock.advance(Duration.ofSeconds(25));
        watched.poll();
    }

    private static List<Integer> counts(WatchedFleet watched, String publication) {
        return Stream.of("shop", "shop-dr")
                .map(database -> tables(watched, database, publication).count())
                .toList();
    }

    private static void counts_are_carried_on_and_renewed_after_a_minute(
            WatchedFleet watched, MovableClock clock, Fleet fleet) {
        fleet.server("shop").sql("alter publication nothing add table s.a");
        clock.advance(Duration.ofSeconds(5));
        watched.poll();
        assertThat(tables(watched, "shop", "nothing").count()).isZero();

        // The probe is opened anew, as by another worker.
        var shop = fleet.server("shop");
        watched.registerBeside("shop", "shop-admin", new Endpoint(shop.host(), shop.port()), "postgres");
        watched.poll();
        assertThat(tables(watched, "shop", "named").count()).isEqualTo(6);

        clock.advance(Duration.ofSeconds(60));
        watched.poll();
        assertThat(tables(watched, "shop", "nothing").count()).isEqualTo(1);
    }

    private static PublishedTables tables(WatchedFleet watched, String database, String publication) {
        return Objects.requireNonNull(
                publication(watched, database, publication).tables());
    }

    private static Publication publication(WatchedFleet watched, String database, String name) {
        return Objects.requireNonNull(watched.view(database).lastSeen()).publications().stream()
                .filter(publication -> publication.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
