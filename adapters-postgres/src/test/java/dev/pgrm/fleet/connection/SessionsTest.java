package dev.pgrm.fleet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.postgres.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private static final SessionLimits TWO = new SessionLimits(2, 10);
    private static final Endpoint NOWHERE = new Endpoint("127.0.0.1", 1);

    private Fleet fleet;

    @BeforeAll
    void start() {
        fleet = Fleet.aFleet()
                .primary("orders", PostgresVersion.V18)
                .standby("orders-dr", Fleet.following("orders"))
                .primary("legacy", PostgresVersion.V14)
                .start()
                .awaitStreaming();
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders-dr", "legacy"})
    void there_are_never_more_sessions_on_a_database_than_stated_whoever_opens_them(String server) throws Exception {
        Way way = Way.to(fleet.server(server));
        try (var one = way.sessions(TWO);
                var other = way.sessions(TWO)) {
            Connection first = open(one, way);
            Connection second = open(other, way);

            assertThatThrownBy(() -> open(one, way)).isInstanceOfSatisfying(Troubled.class, troubled -> {
                assertThat(troubled.trouble().code()).isEqualTo("own_connections_exhausted");
                assertThat(troubled.trouble().message()).contains("All 2 connections", "pgrm from 127.0.0.1");
                assertThat(troubled.trouble().remedy()).contains("PGRM_CONNECTIONS_PER_DATABASE");
            });
            second.close();

            assertThat(open(other, way).isClosed()).isFalse();
            first.close();
        }
    }

    @Test
    void a_session_takes_one_place_and_no_more() throws Exception {
        Way way = Way.to(fleet.server("orders"));
        try (var sessions = way.sessions(new SessionLimits(10, 10))) {
            Connection session = open(sessions, way);

            assertThat(value(
                            session,
                            "select count(*) from pg_locks where locktype = 'advisory'"
                                    + " and pid = pg_backend_pid()"))
                    .isEqualTo("1");
        }
    }

    @Test
    void each_of_several_names_for_one_database_has_places_of_its_own() throws Exception {
        Way way = Way.to(fleet.server("orders"));
        Way alias = way.registeredAs("orders by another way");
        try (var sessions = way.sessions(new SessionLimits(1, 10))) {
            open(sessions, way);

            assertThat(open(sessions, alias).isClosed()).isFalse();
            assertThatThrownBy(() -> open(sessions, alias)).isInstanceOf(Troubled.class);
        }
    }

    @Test
    void the_place_of_a_session_that_was_ended_from_outside_is_free_again() throws Exception {
        PostgresServer server = fleet.server("orders");
        Way way = Way.to(server);
        try (var sessions = way.sessions(new SessionLimits(1, 10))) {
            open(sessions, way);
            server.database("postgres")
                    .sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pgrm'");

            assertThat(open(sessions, way).isClosed()).isFalse();
        }
    }

    @Test
    void a_session_is_named_bounded_and_reads_only() throws Exception {
        Way way = Way.to(fleet.server("orders"));
        try (var sessions = way.sessions(TWO)) {
            Connection session = open(sessions, way);

            assertThat(value(session, "select current_setting('application_name')"))
                    .isEqualTo("pgrm");
            assertThat(value(session, "select current_setting('statement_timeout')"))
                    .isEqualTo("2250ms");
            assertThat(value(session, "select current_setting('lock_timeout')")).isEqualTo("1500ms");
            assertThat(value(session, "select current_setting('idle_in_transaction_session_timeout')"))
                    .isEqualTo("1min");
            assertThat(value(session, "select current_setting('search_path')")).isEqualTo("pg_catalog");
            assertThat(value(session, "select current_setting('tcp_keepalives_idle')"))
                    .isEqualTo("60");
            assertThatThrownBy(() -> value(session, "create table public.written ()"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
            try (Connection writing = sessions.openToWrite(way.database(), "pgrm:drop:1", Way.PATIENCE)) {
                assertThat(value(writing, "select current_setting('default_transaction_read_only')"))
                        .isEqualTo("off");
                assertThat(value(writing, "select current_setting('application_name')"))
                        .isEqualTo("pgrm:drop:1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ANY, f",
        "PRIMARY, f",
        "READ_WRITE, f",
        "STANDBY, t",
        "READ_ONLY, t",
        "PREFER_STANDBY, t",
    })
    void of_several_hosts_the_first_that_will_do_is_taken(TargetSession target, String inRecovery) throws Exception {
        Way way = Way.to(fleet.server("orders")).or(target, NOWHERE, endpoint("orders-dr"));
        try (var sessions = way.sessions(TWO)) {
            assertThat(value(open(sessions, way), "select pg_is_in_recovery()")).isEqualTo(inRecovery);
        }
    }

    @Test
    void a_primary_will_do_where_a_standby_is_preferred_and_none_is_there() throws Exception {
        Way way = Way.to(NOWHERE).asOf(fleet.server("orders")).or(TargetSession.PREFER_STANDBY, endpoint("orders"));
        try (var sessions = way.sessions(TWO)) {
            assertThat(value(open(sessions, way), "select pg_is_in_recovery()")).isEqualTo("f");
            assertThat(sessions.number()).isEqualTo(1);
        }
    }

    @Test
    void a_primary_that_was_kept_in_reserve_is_let_go_when_something_breaks() {
        PostgresServer server = fleet.server("legacy");
        Way way = Way.to(server).or(TargetSession.PREFER_STANDBY, NOWHERE);
        var asked = new AtomicInteger();
        Credentials breaking = new Credentials() {
            @Override
            public Lookup find(DatabaseSpec of, Account account) {
                if (asked.incrementAndGet() > 1) {
                    throw new IllegalStateException("a bug");
                }
                return new Lookup.Found(way.credential());
            }

            @Override
            public List<Credential> afterRefusal(DatabaseSpec of, Account account, Credential refused) {
                return List.of();
            }
        };
        try (var sessions = new Sessions(breaking, new TlsTrust(""), TWO)) {
            assertThatThrownBy(() -> open(sessions, way)).hasMessage("a bug");
            // Long before the driver would notice that it was lost.
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(server.value(
                                    "select count(*) from pg_stat_activity where application_name = 'pgrm'"))
                            .isEqualTo("0"));
        }
    }

    @Test
    void when_no_host_will_do_all_their_troubles_are_told_under_the_most_telling() {
        Way way = Way.to(fleet.server("orders-dr")).or(TargetSession.PRIMARY, NOWHERE);
        try (var sessions = way.sessions(TWO)) {
            assertThatThrownBy(() -> open(sessions, way)).isInstanceOfSatisfying(Troubled.class, troubled -> {
                assertThat(troubled.trouble().code()).isEqualTo("target_session_mismatch");
                assertThat(troubled.trouble().message())
                        .contains("is a standby, and primary is wanted", "127.0.0.1:1 refuses connections");
            });
            assertThat(sessions.number()).isZero();
        }
    }

    @Test
    void a_worker_opens_no_more_in_all_than_it_may() throws Exception {
        Way way = Way.to(fleet.server("orders"));
        try (var sessions = way.sessions(new SessionLimits(10, 2))) {
            Connection first = open(sessions, way);
            open(sessions, way);

            assertThatThrownBy(() -> open(sessions, way))
                    .isInstanceOfSatisfying(
                            Troubled.class,
                            troubled -> assertThat(troubled.trouble().code()).isEqualTo("own_connections_total"));
            first.close();
            assertThat(open(sessions, way).isClosed()).isFalse();
        }
    }

    @Test
    void no_session_outlives_its_worker() throws Exception {
        PostgresServer server = fleet.server("legacy");
        Way way = Way.to(server);
        List<Connection> left = new ArrayList<>();
        try (var sessions = way.sessions(new SessionLimits(3, 10))) {
            for (int each = 0; each < 3; each++) {
                left.add(open(sessions, way));
            }
        }

        assertThat(left).hasSize(3);
        await().atMost(Way.BOUND)
                .untilAsserted(() -> assertThat(
                                server.value("select count(*) from pg_stat_activity where application_name = 'pgrm'"))
                        .isEqualTo("0"));
    }

    private Endpoint endpoint(String server) {
        return new Endpoint(fleet.server(server).host(), fleet.server(server).port());
    }

    private static Connection open(Sessions sessions, Way way) throws Troubled {
        return sessions.open(way.database(), Sessions.NAME, Way.PATIENCE);
    }

    private static String value(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
