package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerLog;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.SkipTransaction;
import dev.pgrm.fleet.scene.Versions;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
abstract class SkipTransactionClaims {
    private static final Pattern POSITION = Pattern.compile("(?:finished|ends) at ([0-9A-F]+/[0-9A-F]+)");

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

    private boolean byOrigin() {
        return versions.target().compareTo(PostgresVersion.V15) < 0;
    }

    private SkipTransaction skip(Resynced stream, Lsn end) {
        return new SkipTransaction(stream.stream(), end, true, byOrigin());
    }

    private static Lsn position(String text) {
        Matcher found = POSITION.matcher(text);
        assertThat(found.find()).as("%s", text).isTrue();
        return Lsn.parse(found.group(1));
    }

    /** @param id on which the stream fails, after it was told of another table in the same transaction */
    private Lsn failing(Resynced stream, int id) {
        ServerLog log = shop.house().log().fromHere();
        shop.house().sql("insert into " + stream.table() + " values (" + id + ", 'in the way')");
        shop.hub()
                .sql("with first as (insert into " + stream.other() + " values (" + id + ", 'lost') returning id)"
                        + " insert into " + stream.table() + " select id, 'lost, too' from first");
        log.awaitLine("(id)=(" + id + ")");
        if (!byOrigin()) {
            return position(log.awaitLine("finished at"));
        }
        // 14 does not say where: an attempt for what is not the next tells what is.
        Operation refused = shop.done(skip(stream, Lsn.parse("FFFFFFFF/0")));
        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("not_next");
        return position(refused.error().message());
    }

    /** It flows on, without that transaction. */
    private void assertSkipped(Resynced stream, int id) {
        shop.hub().sql("insert into " + stream.other() + " values (" + (id + 1) + ", 'goes on')");
        await("what follows")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from " + stream.other() + " where id = " + (id + 1))
                        .equals("1"));
        assertThat(shop.house().value("select count(*) from " + stream.other() + " where id = " + id))
                .isEqualTo("0");
        assertThat(shop.house().value("select v from " + stream.table() + " where id = " + id))
                .isEqualTo("in the way");
    }

    @Test
    void skips_the_transaction_on_which_a_stream_fails_and_no_other() {
        Resynced stream = Resynced.of(shop);
        Lsn end = failing(stream, 5000);

        Operation skipped = shop.done(skip(stream, end));

        assertThat(skipped.status()).as("%s", skipped).isEqualTo(OperationStatus.SUCCEEDED);
        assertSkipped(stream, 5000);
        stream.clear();
    }

    @Test
    void starts_a_stream_that_the_error_stopped() {
        assumeThat(byOrigin()).isFalse();
        Resynced stream = Resynced.of(shop);
        shop.house().sql("alter subscription " + stream.table() + " set (disable_on_error = true)");
        Lsn end = failing(stream, 5000);
        await("its stop")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select subenabled from pg_subscription")
                        .equals("f"));

        Operation skipped = shop.done(skip(stream, end));

        assertThat(skipped.status()).as("%s", skipped).isEqualTo(OperationStatus.SUCCEEDED);
        assertSkipped(stream, 5000);
        stream.clear();
    }

    @Test
    void skips_nothing_where_the_position_is_not_that_of_the_transaction() {
        Resynced stream = Resynced.of(shop);
        Lsn end = failing(stream, 5000);

        // It never comes so far, as it fails before.
        Operation beyond = shop.done(skip(stream, Lsn.parse("FFFFFFFF/0")));
        Operation before = shop.done(skip(stream, new Lsn(1)));

        assertThat(List.of(beyond.status(), before.status())).containsOnly(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(beyond.error()).code()).isEqualTo(byOrigin() ? "not_next" : "not_skipped");
        assertThat(shop.house().value("select subenabled from pg_subscription")).isEqualTo("t");
        Operation skipped = shop.done(skip(stream, end));
        assertThat(skipped.status()).as("%s", skipped).isEqualTo(OperationStatus.SUCCEEDED);
        assertSkipped(stream, 5000);
        stream.clear();
    }

    @Test
    void says_when_another_transaction_came_first() {
        assumeThat(byOrigin()).isFalse();
        Resynced stream = Resynced.of(shop);
        Operation operation = shop.open(skip(stream, Lsn.parse("FFFFFFFF/0")));
        shop.worker().takeTurn();
        await("that it is told")
                .atMost(Workshop.PATIENCE)
                .until(() -> !shop.house()
                        .value("select subskiplsn from pg_subscription")
                        .equals("0/0"));
        shop.hub().sql("insert into " + stream.other() + " values (6000, 'first')");

        Operation end = shop.awaitOver(operation);

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("skip_cleared");
        stream.clear();
    }

    /** It may be larger than the memory of whoever asks. */
    @Test
    void one_that_is_large_is_looked_through_where_it_is() throws JMException {
        assumeThat(byOrigin()).isTrue();
        Resynced stream = Resynced.of(shop);
        ServerLog log = shop.house().log().fromHere();
        shop.house().sql("insert into " + stream.table() + " values (5000, 'in the way')");
        shop.hub()
                .sql("with bulk as (insert into " + stream.other()
                        + " select i, 'bulk' from generate_series(1000001, 1300000) as i)"
                        + " insert into " + stream.table() + " values (5000, 'lost, too')");
        log.awaitLine("(id)=(5000)");
        long before = allocated();

        Operation refused = shop.done(skip(stream, Lsn.parse("FFFFFFFF/0")));

        assertThat(allocated() - before).isLessThan(300_000 * 100L);
        Lsn end = position(Objects.requireNonNull(refused.error()).message());
        assertThat(shop.done(skip(stream, end)).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertSkipped(stream, 5000);
        stream.clear();
    }

    /** By all threads of this process since it began. */
    private static long allocated() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
    }

    /** Longer than others that come to nothing are waited for: the sender says nothing while the catalog of publications is held. */
    @Test
    void one_that_is_long_on_its_way_is_waited_for() throws SQLException {
        assumeThat(byOrigin()).isFalse();
        Resynced stream = Resynced.of(shop);
        Lsn end = failing(stream, 5000);
        Operation operation;
        try (var _ = Workshop.holding(shop.hub(), "pg_publication", "access exclusive")) {
            operation = shop.open(skip(stream, end));
            shop.worker().takeTurn();
            awaitLooks(125);
        }

        Operation skipped = shop.awaitOver(operation);

        assertThat(skipped.status()).as("%s", skipped).isEqualTo(OperationStatus.SUCCEEDED);
        assertSkipped(stream, 5000);
        stream.clear();
    }

    private void awaitLooks(int looks) {
        shop.told.clear();
        await(looks + " looks")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.told.stream()
                                .filter(told -> told.startsWith(SkipTransaction.PASS))
                                .count()
                        > looks);
    }

    @Test
    void cancelled_before_it_is_skipped_it_skips_nothing() throws SQLException {
        assumeThat(byOrigin()).isFalse();
        Resynced stream = Resynced.of(shop);
        Lsn end = failing(stream, 5000);
        Operation operation;
        try (var _ = Workshop.holding(shop.hub(), "pg_publication", "access exclusive")) {
            operation = shop.open(skip(stream, end));
            shop.worker().takeTurn();
            awaitLooks(5);
            shop.journal.cancel(operation.id());
            assertThat(shop.awaitOver(operation).status()).isEqualTo(OperationStatus.CANCELLED);
        }

        assertThat(shop.house().query("select subenabled, subskiplsn from pg_subscription"))
                .isEqualTo(List.of(List.of("t", "0/0")));
        shop.house().log().fromHere().awaitLine("(id)=(5000)");
        assertThat(shop.done(skip(stream, end)).status()).isEqualTo(OperationStatus.SUCCEEDED);
        stream.clear();
    }

    @Test
    void says_that_it_is_skipped_for_good_where_somebody_wanted_it_stopped_too_late() throws SQLException {
        assumeThat(byOrigin()).isFalse();
        Resynced stream = Resynced.of(shop);
        Lsn end = failing(stream, 5000);
        Operation operation;
        try (var silent = Workshop.holding(shop.hub(), "pg_publication", "access exclusive")) {
            operation = shop.open(skip(stream, end));
            shop.worker().takeTurn();
            awaitLooks(5);
            try (var _ = Workshop.holding(shop.house(), "pg_subscription", "share")) {
                silent.rollback();
                awaitWaiting(1);
                shop.journal.cancel(operation.id());
                awaitWaiting(2);
            }
        }

        Operation late = shop.awaitOver(operation);

        assertThat(late.status()).as("%s", late).isEqualTo(OperationStatus.FAILED);
        assertThat(late.steps().getFirst().status()).isEqualTo(StepStatus.LEFT);
        assertThat(late.steps().getFirst().detail()).contains("It was skipped, for good");
        assertSkipped(stream, 5000);
        stream.clear();
    }

    private void awaitWaiting(int sessions) {
        await(sessions + " that wait for the catalog of subscriptions")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from pg_locks where not granted"
                                + " and relation = cast('pg_subscription' as regclass)")
                        .equals(Integer.toString(sessions)));
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        Resynced stream = Resynced.of(shop);
        int id = 5000;
        for (int write : kills(7).toArray()) {
            for (boolean before : List.of(true, false)) {
                id += 10;
                Operation end = shop.takenOver(skip(stream, failing(stream, id)), write, before);
                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertSkipped(stream, id);
            }
        }
        stream.clear();
    }
}
