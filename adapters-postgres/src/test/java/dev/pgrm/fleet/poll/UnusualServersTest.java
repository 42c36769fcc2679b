package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.fleet.WatchedFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnusualServersTest {
    private Fleet fleet;
    private String role;

    @BeforeAll
    void start() {
        fleet = aFleet().primary("orders", V17)
                .tables("orders")
                .logicalReplica("reporting", V15, following("orders"), tables("orders"))
                .monitoringRole("pgrm_monitor")
                .start();
        role = fleet.monitoringRole().user();
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    @Test
    void what_is_granted_while_a_session_is_held_is_seen_by_the_poll_after_next() {
        var server = fleet.server("orders");
        server.sql("revoke pg_monitor from " + role);
        try (var watched = WatchedFleet.watching(fleet)) {
            watched.poll();
            assertThat(hidden(watched, "orders"))
                    .extracting(MissingPrivilege::grant)
                    .containsExactly("grant pg_monitor to \"" + role + "\"");

            server.sql("grant pg_monitor to " + role);
            watched.poll();
            watched.poll();

            assertThat(hidden(watched, "orders")).isEmpty();
        }
    }

    /** As on PostgreSQL 12 and 13, where nobody was granted that column. */
    @Test
    void a_role_that_may_not_read_the_oid_of_subscriptions_sees_the_rest() {
        var server = fleet.server("reporting");
        server.sql("revoke select (oid) on pg_subscription from public");
        try (var watched = WatchedFleet.watching(fleet)) {
            watched.poll();

            assertThat(hidden(watched, "reporting"))
                    .extracting(MissingPrivilege::grant)
                    .containsExactly("grant select (oid) on pg_subscription to \"" + role + "\"");
        } finally {
            server.sql("grant select (oid) on pg_subscription to public");
        }
    }

    /** Aurora itself cannot be had here: a server that refuses the same functions stands in for it. */
    @Test
    void aurora_is_not_asked_for_what_it_refuses() {
        var refused = List.of(
                "pg_last_wal_receive_lsn()",
                "pg_last_wal_replay_lsn()",
                "pg_last_xact_replay_timestamp()",
                "pg_stat_get_wal_receiver()",
                "pg_control_checkpoint()",
                "pg_walfile_name(pg_lsn)");
        var server = fleet.server("orders");
        refused.forEach(function -> server.sql("revoke execute on function " + function + " from public"));
        server.sql("alter role " + role + " set \"rds.extensions\" = 'aurora_stat_utils, plpgsql'");
        try (var watched = WatchedFleet.watching(fleet)) {
            watched.poll();

            assertThat(watched.observation("orders"))
                    .isInstanceOfSatisfying(
                            Seen.class,
                            seen -> assertThat(seen.server().identity().managedBy())
                                    .isEqualTo(ManagedBy.AURORA));
        } finally {
            server.sql("alter role " + role + " reset all");
            refused.forEach(function -> server.sql("grant execute on function " + function + " to public"));
        }
    }

    @Test
    void a_server_that_accepts_and_keeps_silent_is_said_not_to_answer() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            watched.register("silent", new Endpoint("127.0.0.1", silent.getLocalPort()), "postgres");

            watched.poll();

            assertThat(watched.observation("silent"))
                    .isInstanceOfSatisfying(
                            Unseen.class,
                            unseen -> assertThat(unseen.trouble().code()).isEqualTo("timed_out"));
        }
    }

    /** PostgreSQL checks no names of such a database, and converts none. */
    @Test
    void names_that_are_no_utf8_blind_nothing() {
        var server = fleet.server("orders");
        server.sql("create database ascii encoding 'SQL_ASCII' locale 'C' template template0");
        server.database("ascii")
                .sql(
                        // Warnings would hold the names.
                        "set client_min_messages = error",
                        unspeakable("create table %s (id int primary key)", "\\x636166e9"),
                        unspeakable("create publication %s for all tables", "\\x70e962"),
                        unspeakable(
                                "create subscription %s connection 'host=127.0.0.1 port=1' publication p with (connect = false)",
                                "\\x73e9"));
        try (var watched = WatchedFleet.watching(fleet)) {
            watched.register("ascii", new Endpoint(server.host(), server.port()), "ascii");
            watched.poll();

            assertThat(watched.view("orders")).isInstanceOf(DatabaseSeen.class);
            assertThat(watched.view("ascii")).isInstanceOfSatisfying(DatabaseSeen.class, seen -> {
                assertThat(seen.facts().publications())
                        .extracting(publication -> publication.name().value())
                        .containsExactly("p\u00e9b");
                assertThat(seen.facts().subscriptions())
                        .extracting(subscription -> subscription.name().value())
                        .containsExactly("s\u00e9");
            });
            var search = new TableSearch(new OfPublication(new PublicationName("p\u00e9b")), null, null, null, 10);
            assertThat(watched.tables("ascii", search))
                    .isInstanceOfSatisfying(
                            TableReading.Page.class,
                            page -> assertThat(page.items())
                                    .extracting(ListedTable::name)
                                    .containsExactly(new TableName("public", "caf\u00e9")));
        } finally {
            server.database("ascii")
                    .sql(
                            "do $$ declare s name; begin select subname into s from pg_subscription where"
                                    + " subdbid = (select oid from pg_database where datname = 'ascii'); execute format("
                                    + "'alter subscription %I set (slot_name = none)', s); execute format('drop subscription %I', s); end $$");
            server.sql("drop database ascii with (force)");
        }
    }

    private static String unspeakable(String statement, String name) {
        return "do $$ begin execute format('" + statement.replace("'", "''").replace("%s", "%I") + "', convert_from('"
                + name + "'::bytea, 'SQL_ASCII')); end $$";
    }

    private static List<MissingPrivilege> hidden(WatchedFleet watched, String server) {
        return watched.observation(server) instanceof Seen seen
                ? seen.server().hidden()
                : List.of(new MissingPrivilege(
                        "everything", watched.observation(server).toString()));
    }
}
