package dev.pgrm.application.operation;

import static dev.pgrm.application.operation.Operations.NOON;
import static dev.pgrm.application.operation.Operations.on;
import static dev.pgrm.application.operation.Operations.pending;
import static dev.pgrm.application.operation.Operations.removal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pgrm.application.AtOnce;
import dev.pgrm.application.AtOnce.End;
import dev.pgrm.application.operation.Claims.Pulse;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PauseStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every journal and its claims keep to. It begins empty. */
public abstract class JournalContract {
    private static final Step DONE = new Step(
            "Check both ends", StepStatus.DONE, "all is well", Map.of("kept", "yes"), NOON, NOON.plusSeconds(1));
    private static final WorkerId ONE = new WorkerId(new UUID(7, 1));
    private static final WorkerId OTHER = new WorkerId(new UUID(7, 2));

    private static final Trouble WHY = new Trouble("slot_taken", "There is one of that name", "Take another name");

    protected abstract Journal journal();

    protected abstract Claims claims();

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void reads_an_operation_just_as_it_was_opened(OperationStatus status) {
        Operation operation = on("orders", status, NOON);
        journal().open(operation);

        assertThat(read(operation.id())).isEqualTo(operation);
    }

    @Test
    void reads_nothing_under_an_unknown_id() {
        assertThat(journal().read(new OperationId(UUID.randomUUID()))).isNull();
    }

    @Test
    void of_many_claimants_one_gets_the_operation() throws InterruptedException {
        Operation operation = opened(pending("orders"));

        List<End<Epoch>> ends =
                AtOnce.run(8, i -> claims().claim(operation.id(), Epoch.UNCLAIMED, new WorkerId(new UUID(8, i))));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(ends).extracting(End::result).filteredOn(Objects::nonNull).containsExactly(new Epoch(1));
        assertThat(read(operation.id()).status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(read(operation.id()).epoch()).isEqualTo(new Epoch(1));
    }

    @Test
    void an_epoch_seen_too_long_ago_claims_nothing() {
        Operation operation = opened(pending("orders"));
        claims().claim(operation.id(), Epoch.UNCLAIMED, ONE);
        claims().release(operation.id(), new Epoch(1));

        assertThat(claims().claim(operation.id(), Epoch.UNCLAIMED, OTHER)).isNull();
        assertThat(claims().claim(operation.id(), new Epoch(1), OTHER)).isEqualTo(new Epoch(2));
    }

    @Test
    void from_a_worker_that_lives_nobody_takes_over_but_itself() {
        Operation operation = opened(pending("orders"));
        Epoch first = claimed(operation, Epoch.UNCLAIMED);

        assertThat(claims().claim(operation.id(), first, OTHER)).isNull();
        assertThat(journal().claimable()).isEmpty();
        assertThat(claims().claim(operation.id(), first, ONE)).isEqualTo(new Epoch(2));
    }

    @Test
    void a_beat_tells_what_became_of_it() {
        Operation operation = opened(pending("orders"));
        Epoch first = claimed(operation, Epoch.UNCLAIMED);
        assertThat(claims().beat(operation.id(), first)).isEqualTo(Pulse.OURS);

        journal().cancel(operation.id());
        assertThat(claims().beat(operation.id(), first)).isEqualTo(Pulse.CANCELLED);

        Epoch second = claimed(operation, first);
        assertThat(claims().beat(operation.id(), first)).isEqualTo(Pulse.SUPERSEDED);
        journal().end(operation.id(), second, OperationStatus.UNDONE, Map.of());
        assertThat(claims().beat(operation.id(), second)).isEqualTo(Pulse.SUPERSEDED);
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void claims_only_what_may_run(OperationStatus status) {
        Operation operation = opened(on("orders", status, NOON));

        Epoch claimed = claims().claim(operation.id(), Epoch.UNCLAIMED, ONE);

        assertThat(claimed != null).isEqualTo(status.claimable());
        assertThat(read(operation.id()).status()).isEqualTo(claimed == null ? status : OperationStatus.RUNNING);
    }

    @Test
    void keeps_the_state_of_each_step() {
        Operation operation = opened(pending("orders"));
        Epoch epoch = claimed(operation, Epoch.UNCLAIMED);

        journal().write(operation.id(), epoch, 0, operation.steps().getFirst().begin(NOON, Map.of("there", "no")));
        journal().write(operation.id(), epoch, 0, DONE);

        assertThat(read(operation.id()).steps())
                .startsWith(DONE, Step.planned(CreateStream.PUBLISH))
                .hasSize(6);
    }

    @Test
    void a_superseded_worker_writes_nothing() {
        Operation operation = opened(pending("orders"));
        Epoch first = claimed(operation, Epoch.UNCLAIMED);
        claimed(operation, first);
        Operation before = read(operation.id());

        assertThatExceptionOfType(Superseded.class).isThrownBy(() -> journal().write(operation.id(), first, 0, DONE));
        assertThatExceptionOfType(Superseded.class)
                .isThrownBy(() -> journal().beginForGood(operation.id(), first, 0, DONE));
        assertThatExceptionOfType(Superseded.class)
                .isThrownBy(() -> journal().end(operation.id(), first, OperationStatus.SUCCEEDED, Map.of()));
        assertThatExceptionOfType(Superseded.class).isThrownBy(() -> journal().turnBack(operation.id(), first, WHY));
        assertThat(read(operation.id())).isEqualTo(before);
    }

    @Test
    void what_is_to_stop_begins_no_step_for_good() {
        Operation operation = opened(removal());
        Epoch epoch = claimed(operation, Epoch.UNCLAIMED);
        journal().cancel(operation.id());

        assertThat(journal().beginForGood(operation.id(), epoch, 0, begun(operation)))
                .isFalse();

        assertThat(read(operation.id()).steps()).isEqualTo(operation.steps());
    }

    @Test
    void a_wish_to_stop_comes_too_late_once_a_step_for_good_has_begun() {
        Operation operation = opened(removal());
        Epoch epoch = claimed(operation, Epoch.UNCLAIMED);
        assertThat(journal().beginForGood(operation.id(), epoch, 0, begun(operation)))
                .isTrue();
        assertThat(read(operation.id()).steps()).containsExactly(begun(operation));

        assertThat(Objects.requireNonNull(journal().cancel(operation.id())).cancelled())
                .isFalse();

        assertThat(read(operation.id()).cancelled()).isFalse();
        assertThat(claims().beat(operation.id(), epoch)).isEqualTo(Pulse.OURS);
    }

    private static Step begun(Operation operation) {
        return operation.steps().getFirst().begin(NOON, Map.of("there", "yes"));
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void ends_only_what_runs(OperationStatus status) {
        Operation operation = opened(on("orders", status, NOON));

        if (status == OperationStatus.RUNNING) {
            journal().end(operation.id(), Epoch.UNCLAIMED, OperationStatus.SUCCEEDED, Map.of("stream", "17"));
            assertThat(read(operation.id()).result()).containsEntry("stream", "17");
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> journal().end(operation.id(), Epoch.UNCLAIMED, OperationStatus.SUCCEEDED, Map.of()))
                    .withMessageContaining("may not become");
        }
        assertThat(read(operation.id()).status())
                .isEqualTo(status == OperationStatus.RUNNING ? OperationStatus.SUCCEEDED : status);
    }

    @Test
    void remembers_why_it_goes_back() {
        Operation operation = opened(pending("orders"));
        Epoch epoch = claimed(operation, Epoch.UNCLAIMED);

        journal().turnBack(operation.id(), epoch, WHY);

        assertThat(read(operation.id()).error()).isEqualTo(WHY);
        assertThat(read(operation.id()).status()).isEqualTo(OperationStatus.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void cancels_and_retries_as_the_operation_itself_says(OperationStatus status) {
        Operation cancelled = opened(on("orders", status, NOON));
        assertThat(journal().cancel(cancelled.id())).isEqualTo(cancelled.cancel());
        assertThat(read(cancelled.id())).isEqualTo(cancelled.cancel());

        Operation retried = opened(on("stock", status, NOON));
        assertThat(journal().retry(retried.id())).isEqualTo(retried.retry());
        assertThat(read(retried.id())).isEqualTo(retried.retry());

        assertThat(journal().cancel(new OperationId(UUID.randomUUID()))).isNull();
        assertThat(journal().retry(new OperationId(UUID.randomUUID()))).isNull();
    }

    @Test
    void finds_the_newest_first_page_by_page() {
        Operation first = opened(on("orders", OperationStatus.SUCCEEDED, NOON));
        Operation second = opened(on("stock", OperationStatus.PENDING, NOON.plusSeconds(1)));
        Operation third = opened(on("orders", OperationStatus.PENDING, NOON.plusSeconds(2)));

        assertThat(journal().search(new Search(null, null, null, null, 2))).containsExactly(third, second);
        assertThat(journal().search(new Search(null, null, null, second.id(), 2)))
                .containsExactly(first);
        assertThat(journal().search(new Search(null, null, OperationStatus.PENDING, null, 9)))
                .containsExactly(third, second);
        String orders = first.work().subjects().iterator().next();
        assertThat(journal().search(new Search(orders, null, null, null, 9))).containsExactly(third, first);
        assertThat(journal().search(new Search(orders, CreateStream.KIND, null, null, 9)))
                .containsExactly(third, first);
        assertThat(journal().search(new Search(null, PauseStream.KIND, null, null, 9)))
                .isEmpty();
    }

    @Test
    void operations_on_one_subject_do_not_run_at_once() {
        Operation first = opened(pending("orders"));
        Operation second = opened(pending("orders"));
        Operation elsewhere = opened(pending("stock"));
        Epoch epoch = claimed(first, Epoch.UNCLAIMED);

        assertThat(claims().claim(second.id(), Epoch.UNCLAIMED, ONE)).isNull();
        assertThat(claims().claim(elsewhere.id(), Epoch.UNCLAIMED, ONE)).isNotNull();
        journal().end(first.id(), epoch, OperationStatus.SUCCEEDED, Map.of());

        assertThat(claims().claim(second.id(), Epoch.UNCLAIMED, ONE)).isNotNull();
    }

    @Test
    void of_two_operations_on_one_subject_claimed_at_once_one_runs() throws InterruptedException {
        List<Operation> both = List.of(opened(pending("orders")), opened(pending("orders")));

        List<End<Epoch>> ends = AtOnce.run(2, i -> claims().claim(both.get(i).id(), Epoch.UNCLAIMED, ONE));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(ends).extracting(End::result).containsOnlyOnce((Epoch) null);
    }

    @Test
    void offers_what_waits_or_was_left_running_oldest_first() {
        Operation younger = opened(on("stock", OperationStatus.PENDING, NOON.plusSeconds(1)));
        Operation left = opened(on("orders", OperationStatus.PENDING, NOON));
        Epoch epoch = claimed(left, Epoch.UNCLAIMED);
        opened(on("orders", OperationStatus.PENDING, NOON));
        opened(on("failed", OperationStatus.FAILED, NOON));
        opened(on("ended", OperationStatus.SUCCEEDED, NOON));
        assertThat(journal().claimable()).containsExactly(younger);

        claims().release(left.id(), epoch);

        assertThat(journal().claimable()).containsExactly(read(left.id()), younger);
    }

    private Operation opened(Operation operation) {
        journal().open(operation);
        return operation;
    }

    private Operation read(OperationId id) {
        return Objects.requireNonNull(journal().read(id));
    }

    private Epoch claimed(Operation operation, Epoch seen) {
        return Objects.requireNonNull(claims().claim(operation.id(), seen, ONE));
    }
}
