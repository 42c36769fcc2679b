package dev.pgrm.application.operation;

import static dev.pgrm.application.operation.Operations.NOON;
import static dev.pgrm.application.operation.Operations.on;
import static dev.pgrm.application.operation.Operations.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pgrm.application.AtOnce;
import dev.pgrm.application.AtOnce.End;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every journal and its claims keep to. It begins empty. */
public abstract class JournalContract {
    private static final Step DONE =
            new Step("create publication", StepStatus.DONE, "for 12 tables", NOON, NOON.plusSeconds(1));

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

        List<End<Epoch>> ends = AtOnce.run(8, i -> claims().claim(operation.id(), Epoch.UNCLAIMED, "worker-" + i));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(ends).extracting(End::result).filteredOn(Objects::nonNull).containsExactly(new Epoch(1));
        assertThat(read(operation.id()).status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(read(operation.id()).epoch()).isEqualTo(new Epoch(1));
    }

    @Test
    void an_epoch_seen_too_long_ago_claims_nothing() {
        Operation operation = opened(pending("orders"));
        claims().claim(operation.id(), Epoch.UNCLAIMED, "first");

        assertThat(claims().claim(operation.id(), Epoch.UNCLAIMED, "late")).isNull();
        assertThat(claims().claim(operation.id(), new Epoch(1), "second")).isEqualTo(new Epoch(2));
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void claims_only_what_may_run(OperationStatus status) {
        Operation operation = opened(on("orders", status, NOON));

        Epoch claimed = claims().claim(operation.id(), Epoch.UNCLAIMED, "worker");

        assertThat(claimed != null).isEqualTo(status.claimable());
        assertThat(read(operation.id()).status()).isEqualTo(claimed == null ? status : OperationStatus.RUNNING);
    }

    @Test
    void keeps_the_state_of_each_step() {
        Operation operation = opened(pending("orders"));
        Epoch epoch = claimed(operation, Epoch.UNCLAIMED);

        journal().write(operation.id(), epoch, 0, new Step("create publication", StepStatus.RUNNING, null, NOON, null));
        journal().write(operation.id(), epoch, 0, DONE);

        assertThat(read(operation.id()).steps()).containsExactly(DONE, Step.planned("create subscription"));
    }

    @Test
    void a_superseded_worker_writes_nothing() {
        Operation operation = opened(pending("orders"));
        Epoch first = claimed(operation, Epoch.UNCLAIMED);
        claimed(operation, first);
        Operation before = read(operation.id());

        assertThatExceptionOfType(Superseded.class).isThrownBy(() -> journal().write(operation.id(), first, 0, DONE));
        assertThatExceptionOfType(Superseded.class)
                .isThrownBy(() -> journal().move(operation.id(), first, OperationStatus.SUCCEEDED));
        assertThat(read(operation.id())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("moves")
    void moves_only_along_the_table_of_transitions(OperationStatus from, OperationStatus to) {
        Operation operation = opened(on("orders", from, NOON));

        if (from.mayBecome(to)) {
            assertThatCode(() -> journal().move(operation.id(), Epoch.UNCLAIMED, to))
                    .doesNotThrowAnyException();
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> journal().move(operation.id(), Epoch.UNCLAIMED, to))
                    .withMessageContaining("may not become");
        }
        assertThat(read(operation.id()).status()).isEqualTo(from.mayBecome(to) ? to : from);
    }

    static Stream<Arguments> moves() {
        return Arrays.stream(OperationStatus.values())
                .flatMap(from -> Arrays.stream(OperationStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @Test
    void operations_on_one_subject_do_not_run_at_once() {
        Operation first = opened(pending("orders"));
        Operation second = opened(pending("orders"));
        Operation elsewhere = opened(pending("stock"));
        Epoch epoch = claimed(first, Epoch.UNCLAIMED);

        assertThat(claims().claim(second.id(), Epoch.UNCLAIMED, "worker")).isNull();
        assertThat(claims().claim(elsewhere.id(), Epoch.UNCLAIMED, "worker")).isNotNull();
        journal().move(first.id(), epoch, OperationStatus.SUCCEEDED);

        assertThat(claims().claim(second.id(), Epoch.UNCLAIMED, "worker")).isNotNull();
    }

    @Test
    void of_two_operations_on_one_subject_claimed_at_once_one_runs() throws InterruptedException {
        List<Operation> both = List.of(opened(pending("orders")), opened(pending("orders")));

        List<End<Epoch>> ends = AtOnce.run(2, i -> claims().claim(both.get(i).id(), Epoch.UNCLAIMED, "worker-" + i));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(ends).extracting(End::result).containsOnlyOnce((Epoch) null);
    }

    @Test
    void offers_what_waits_or_was_left_running_oldest_first() {
        Operation younger = opened(on("stock", OperationStatus.PENDING, NOON.plusSeconds(1)));
        Operation older = opened(on("orders", OperationStatus.RUNNING, NOON));
        opened(on("orders", OperationStatus.PENDING, NOON));
        opened(on("failed", OperationStatus.FAILED, NOON));
        opened(on("ended", OperationStatus.SUCCEEDED, NOON));

        assertThat(journal().claimable()).containsExactly(older, younger);
    }

    private Operation opened(Operation operation) {
        journal().open(operation);
        return operation;
    }

    private Operation read(OperationId id) {
        return Objects.requireNonNull(journal().read(id));
    }

    private Epoch claimed(Operation operation, Epoch seen) {
        return Objects.requireNonNull(claims().claim(operation.id(), seen, "worker"));
    }
}
