package dev.pgrm.fleet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.ServerId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolsTest {
    private static final SessionLimits TWO = new SessionLimits(2, 1_000);

    private volatile Credential current = new Credential("nobody", "nothing");
    private volatile boolean broken;
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private final AtomicInteger lookups = new AtomicInteger();
    private final List<Pools> opened = new ArrayList<>();
    private PostgresServer server;

    @BeforeAll
    void start() {
        server = PostgresServer.builder("orders")
                .setting("max_connections", "100")
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        opened.forEach(Pools::close);
        opened.clear();
        await().atMost(Way.BOUND).untilAsserted(() -> assertThat(ours()).isEqualTo("0"));
    }

    @Test
    void a_session_that_is_given_back_is_lent_again_and_one_that_is_ended_is_not() throws Exception {
        Pools pools = pools(TWO);
        Database database = registered(way());
        int first;
        try (var lent = pools.borrow(database)) {
            first = process(lent.connection());
        }
        var again = pools.borrow(database);

        assertThat(process(again.connection())).isEqualTo(first);
        again.end();
        try (var other = pools.borrow(database)) {
            assertThat(process(other.connection())).isNotEqualTo(first);
        }
    }

    @Test
    void two_workers_together_have_no_more_sessions_than_stated() throws Exception {
        Database database = registered(way());
        Pools one = pools(TWO);
        Pools other = pools(TWO);
        one.borrow(database);
        var second = other.borrow(database);

        assertThat(code(one, database)).isEqualTo("own_connections_exhausted");
        // The server takes a moment to end the one that found no place.
        await().atMost(Way.BOUND).until(() -> ours().equals("2"));
        second.end();
        assertThat(code(one, database)).isEqualTo("lent");
    }

    @Test
    void whoever_waits_is_told_the_real_trouble_and_nothing_is_tried_for_nobody() throws Exception {
        Pools pools = pools(TWO);
        Database database = registered(way().as("nobody", "s3cret"));

        assertThat(code(pools, database)).isEqualTo("authentication_failed");
        int tried = lookups.get();
        // Paused, so that the account is not locked.
        assertThat(code(pools, database)).isEqualTo("authentication_failed");
        assertThat(lookups).hasValue(tried);
    }

    @Test
    void a_server_that_was_away_is_tried_again_by_the_next_who_asks() throws Exception {
        Pools pools = pools(TWO);
        try (FaultProxy way = FaultProxy.open().towards(server.host(), server.port())) {
            Database database =
                    registered(Way.to(new Endpoint(way.host(), way.port())).asOf(server));
            way.cut();
            assertThat(code(pools, database)).isEqualTo("connection_refused");
            assertThat(code(pools, database)).isEqualTo("connection_refused");

            way.restore();
            assertThat(code(pools, database)).isEqualTo("lent");
            pools.close();
        }
    }

    @Test
    void a_server_that_keeps_silent_is_asked_no_more_after_the_third_time_until_a_person_asks() throws Exception {
        Pools pools = pools(TWO);
        try (FaultProxy way = FaultProxy.open().towards(server.host(), server.port())) {
            Database database =
                    registered(Way.to(new Endpoint(way.host(), way.port())).asOf(server));
            way.blackHole();
            for (int each = 0; each < 4; each++) {
                assertThat(code(pools, database)).isEqualTo("timed_out");
            }
            assertThat(lookups).hasValue(3);

            way.restore();
            assertThat(code(pools, database)).isEqualTo("timed_out");
            pools.hurry(Set.of(database.serverId()));
            assertThat(code(pools, database)).isEqualTo("lent");
            pools.close();
        }
    }

    @Test
    void a_password_that_was_rotated_is_used_by_the_next_session_and_the_old_ones_stay() throws Exception {
        server.sql("create role rotating login password 'first'");
        Pools pools = pools(TWO);
        Database database = registered(way().as("rotating", "first"));
        var standing = pools.borrow(database);

        server.sql("alter role rotating password 'second'");
        current = new Credential("rotating", "second");
        var next = pools.borrow(database);

        assertThat(process(next.connection())).isNotEqualTo(process(standing.connection()));
    }

    @Test
    void a_pool_of_a_database_that_leads_elsewhere_now_is_closed_and_replaced() throws Exception {
        server.sql("create database elsewhere");
        Pools pools = pools(TWO);
        Database before = registered(way());
        var standing = pools.borrow(before);
        Database after = changed(before, way().in("elsewhere").database());

        try (var lent = pools.borrow(after)) {
            assertThat(lent.connection().getCatalog()).isEqualTo("elsewhere");
        }
        await().atMost(Way.BOUND)
                .untilAsserted(() ->
                        assertThatThrownBy(() -> process(standing.connection())).isInstanceOf(SQLException.class));
        // Who still knows the old entry is led to where the new one leads.
        try (var lent = pools.borrow(before)) {
            assertThat(lent.connection().getCatalog()).isEqualTo("elsewhere");
        }
    }

    @Test
    void a_session_that_opens_after_its_pool_was_closed_is_ended() throws Exception {
        Database database = registered(way());
        var patient = new CountDownLatch(1);
        slow = patient;
        var clock = Executors.newSingleThreadScheduledExecutor();
        try (var sessions = new Sessions(new Rotating(), new TlsTrust(""), TWO)) {
            var pool = new Pool(
                    database,
                    new Pool.Shared(
                            sessions, 2, Way.PATIENCE, clock, Thread.ofVirtual().factory()));
            var borrowing = CompletableFuture.supplyAsync(() -> code(pool::borrow));
            await().until(() -> lookups.get() == 1);

            pool.close();
            patient.countDown();

            assertThat(borrowing.get(30, TimeUnit.SECONDS)).isEqualTo("registered_anew");
            await().atMost(Way.BOUND).until(() -> sessions.number() == 0);
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void closing_ends_also_what_is_in_use_and_nothing_is_lent_afterwards() throws Exception {
        Pools pools = pools(TWO);
        Database database = registered(way());
        pools.borrow(database);
        pools.borrow(database);

        pools.close();

        await().atMost(Way.BOUND).untilAsserted(() -> assertThat(ours()).isEqualTo("0"));
        assertThat(code(pools, database)).isEqualTo("shutting_down");
    }

    @Test
    void what_is_granted_to_somebody_who_just_gave_up_is_not_lost() throws Exception {
        Pools pools = pools(TWO);
        Database database = registered(way());
        pools.borrow(database).close();
        for (int each = 0; each < 2_000; each++) {
            Thread.currentThread().interrupt();
            try (var lent = pools.borrow(database)) {
                assertThat(lent).isNotNull();
            } catch (Troubled gaveUp) {
                assertThat(gaveUp.trouble().code()).isEqualTo("own_connections_exhausted");
            }
            assertThat(Thread.interrupted()).isTrue();
        }

        pools.borrow(database);
        pools.borrow(database);
    }

    @Test
    void whoever_waits_is_told_at_once_that_something_broke() {
        Pools pools = pools(TWO);
        Database database = registered(way());
        broken = true;

        assertThatThrownBy(() -> pools.borrow(database))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
        broken = false;
        assertThat(code(pools, database)).isEqualTo("lent");
    }

    @Test
    void three_hundred_pools_share_their_threads() throws Exception {
        Pools pools = pools(TWO);
        Way way = way();
        long before = platformThreads();
        List<Borrowed> lent = new ArrayList<>();
        for (int each = 0; each < 300; each++) {
            Database database = registered(way);
            lent.add(pools.borrow(database));
            lent.getLast().end();
        }

        assertThat(platformThreads() - before).isLessThan(30);
    }

    private static long platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isVirtual())
                .count();
    }

    private Way way() {
        return Way.to(server);
    }

    private Database registered(Way way) {
        current = way.credential();
        lookups.set(0);
        return new Database(
                new DatabaseId(UUID.randomUUID()),
                new ServerId(UUID.randomUUID()),
                way.database(),
                Keeper.PEOPLE,
                1,
                Instant.EPOCH,
                "test",
                Instant.EPOCH,
                "test");
    }

    private static Database changed(Database before, DatabaseSpec spec) {
        return new Database(
                before.id(),
                before.serverId(),
                spec,
                Keeper.PEOPLE,
                before.version() + 1,
                Instant.EPOCH,
                "test",
                Instant.EPOCH,
                "test");
    }

    private Pools pools(SessionLimits limits) {
        var pools = new Pools(new Sessions(new Rotating(), new TlsTrust(""), limits), limits, Way.PATIENCE);
        opened.add(pools);
        return pools;
    }

    private static String code(Pools pools, Database database) {
        return code(() -> pools.borrow(database));
    }

    private interface Borrowing {
        Borrowed borrow() throws Troubled;
    }

    private static String code(Borrowing borrowing) {
        try {
            assertThat(borrowing.borrow()).isNotNull();
            return "lent";
        } catch (Troubled e) {
            return e.trouble().code();
        }
    }

    private static int process(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private String ours() {
        return server.value("select count(*) from pg_stat_activity where application_name = 'pgrm'");
    }

    private static void allowed(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Rotating implements Credentials {
        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            lookups.incrementAndGet();
            allowed(slow);
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            return new Lookup.Found(current);
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }
}
