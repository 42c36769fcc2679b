package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.operation.JournalContract;
import dev.pgrm.application.operation.Operations;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresJournalTest extends JournalContract {
    private static final WorkerId ONE = new WorkerId(new UUID(7, 7));

    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected Journal journal() {
        return STORE.get(Journal.class);
    }

    @Override
    protected Claims claims() {
        return STORE.get(Claims.class);
    }

    @Test
    void a_write_that_meets_a_claim_under_way_waits_and_is_refused() throws SQLException {
        Operation operation = Operations.pending("orders");
        journal().open(operation);
        Epoch first = Objects.requireNonNull(claims().claim(operation.id(), Epoch.UNCLAIMED, ONE));
        Step done = Step.planned("Check both ends").end(StepStatus.DONE, null, Operations.NOON);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection successor = STORE.database().connect();
                Statement statement = successor.createStatement()) {
            successor.setAutoCommit(false);
            statement.execute("update operation set epoch = epoch + 1");
            Future<?> write = threads.submit(() -> journal().write(operation.id(), first, 0, done));
            awaitLockWaits();
            successor.commit();

            assertThatThrownBy(write::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Journal.Superseded.class);
        }
        assertThat(Objects.requireNonNull(journal().read(operation.id())).steps())
                .isEqualTo(operation.steps());
    }

    @Test
    void a_step_for_good_that_meets_a_wish_to_stop_under_way_waits_and_does_not_begin() throws Exception {
        Operation operation = Operations.removal();
        journal().open(operation);
        Epoch epoch = Objects.requireNonNull(claims().claim(operation.id(), Epoch.UNCLAIMED, ONE));
        Step begun = operation.steps().getFirst().begin(Operations.NOON, Map.of());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection wish = STORE.database().connect();
                Statement statement = wish.createStatement()) {
            wish.setAutoCommit(false);
            statement.execute("update operation set cancelled = true");
            Future<Boolean> begins = threads.submit(() -> journal().beginForGood(operation.id(), epoch, 0, begun));
            awaitLockWaits();
            wish.commit();

            assertThat(begins.get()).isFalse();
        }
        assertThat(Objects.requireNonNull(journal().read(operation.id())).steps())
                .isEqualTo(operation.steps());
    }

    private static void awaitLockWaits() {
        await().until(() -> STORE.database()
                .value("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                .equals("1"));
    }

    @Test
    void what_another_version_wrote_keeps_nobody_from_the_rest() {
        Operation oldest = opened(Operations.on("oldest", OperationStatus.PENDING, Operations.NOON));
        Operation newer = opened(Operations.on("newer", OperationStatus.PENDING, Operations.NOON.plusSeconds(1)));
        Operation odd = opened(Operations.on("odd", OperationStatus.PENDING, Operations.NOON.plusSeconds(2)));
        Operation last = opened(Operations.on("last", OperationStatus.PENDING, Operations.NOON.plusSeconds(3)));
        STORE.database()
                .sql("update operation set work = work || '{\"gently\": true}' where id = '" + newer.id() + "'");
        STORE.database().sql("update operation set work = '{\"kind\": \"odd\"}' where id = '" + odd.id() + "'");

        assertThat(journal().claimable()).containsExactly(oldest, last);
        assertThat(journal().search(new Search(null, null, null, null, 2))).containsExactly(last, oldest);
        assertThat(journal().search(new Search(null, null, null, last.id(), 1))).containsExactly(oldest);
        for (Operation unreadable : List.of(newer, odd)) {
            assertThatExceptionOfType(Journal.Unreadable.class)
                    .isThrownBy(() -> journal().read(unreadable.id()));
            assertThatExceptionOfType(Journal.Unreadable.class)
                    .isThrownBy(() -> journal().cancel(unreadable.id()));
        }
    }

    private Operation opened(Operation operation) {
        journal().open(operation);
        return operation;
    }

    @Test
    void a_claim_is_signed_by_its_worker() {
        Operation operation = Operations.pending("orders");
        journal().open(operation);

        claims().claim(operation.id(), Epoch.UNCLAIMED, ONE);

        assertThat(STORE.database().query("select claimed_by, beat_at is not null from operation"))
                .containsExactly(List.of(ONE.toString(), "t"));
    }

    @Test
    void a_worker_that_was_not_heard_of_for_long_is_taken_over_from() {
        Operation operation = Operations.pending("orders");
        journal().open(operation);
        Epoch first = Objects.requireNonNull(claims().claim(operation.id(), Epoch.UNCLAIMED, ONE));

        STORE.database().sql("update operation set beat_at = clock_timestamp() - interval '11 s'");

        assertThat(journal().claimable()).extracting(Operation::id).containsExactly(operation.id());
        assertThat(claims().claim(operation.id(), first, new WorkerId(new UUID(7, 9))))
                .isEqualTo(first.next());
    }
}
