package dev.pgrm.application.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverseeingTest {
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));
    /** Who asked for all of them. */
    private static final Actor ASKED = new Actor("ada", Set.of(Role.OPERATOR));

    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER));

    private final InMemoryJournal journal = new InMemoryJournal();
    private final AuditTrail audit = new AuditTrail();
    private final Rung rung = new Rung();
    private final Overseeing overseeing = new Overseeing(
            journal, new Direct(), new RoleAuthorization(), audit, new Announcing(rung, rung), new MovableClock());

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private OperationId opened(OperationStatus status) {
        Operation operation = Operations.on("dw", status, Operations.NOON);
        journal.open(operation);
        return operation.id();
    }

    @Test
    void what_waits_is_cancelled_at_once_and_recorded() {
        OperationId id = opened(OperationStatus.PENDING);

        assertThat(overseeing.cancel(OPERATOR, id).status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(audit.entries).extracting(AuditEntry::act).containsExactly("operation.cancelled");
        assertThat(audit.entries.getFirst().subject()).isEqualTo(id.toString());
        assertThat(audit.entries.getFirst().actor()).isEqualTo("oscar");
        assertThat(rung.rings()).isEqualTo(1);
        assertThat(rung.reports).extracting(Progress.Report::operation).containsExactly(id);
    }

    @Test
    void cancelling_twice_is_recorded_once() {
        OperationId id = opened(OperationStatus.RUNNING);

        assertThat(overseeing.cancel(OPERATOR, id).cancelled()).isTrue();
        assertThat(overseeing.cancel(OPERATOR, id).cancelled()).isTrue();
        assertThat(audit.entries).hasSize(1);
    }

    @Test
    void what_failed_is_tried_once_more() {
        OperationId id = opened(OperationStatus.FAILED);

        Operation after = overseeing.retry(ASKED, id);

        assertThat(after.status()).isEqualTo(OperationStatus.PENDING);
        assertThat(after.error()).isNull();
        assertThat(audit.entries).extracting(AuditEntry::act).containsExactly("operation.retried");
        assertThat(rung.rings()).isEqualTo(1);
    }

    @Test
    void a_password_goes_out_once_more_only_for_who_asked_and_for_administrators() {
        OperationId id = opened(OperationStatus.FAILED);

        assertThatExceptionOfType(Denied.class).isThrownBy(() -> overseeing.retry(OPERATOR, id));
        assertThat(audit.entries).isEmpty();
        assertThat(overseeing.retry(new Actor("root", Set.of(Role.ADMIN)), id).status())
                .isEqualTo(OperationStatus.PENDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "UNDONE"})
    void what_is_over_cannot_be_cancelled(OperationStatus status) {
        OperationId id = opened(status);

        assertThatExceptionOfType(Overseeing.Untimely.class).isThrownBy(() -> overseeing.cancel(OPERATOR, id));
        assertThat(audit.entries).isEmpty();
    }

    @Test
    void what_cannot_be_stopped_any_more_is_not_cancelled_in_words_alone() {
        Operation removal = Operations.removal();
        journal.open(removal);
        Epoch epoch =
                Objects.requireNonNull(journal.claim(removal.id(), removal.epoch(), new WorkerId(new UUID(0, 1))));
        journal.beginForGood(removal.id(), epoch, 0, removal.steps().getFirst().begin(Operations.NOON, Map.of()));

        assertThatExceptionOfType(Overseeing.Untimely.class)
                .isThrownBy(() -> overseeing.cancel(OPERATOR, removal.id()))
                .withMessageContaining("no way back");

        assertThat(overseeing.read(OPERATOR, removal.id()).cancelled()).isFalse();
        assertThat(audit.entries).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "RUNNING", "SUCCEEDED"})
    void what_did_not_fail_cannot_be_tried_again(OperationStatus status) {
        OperationId id = opened(status);

        assertThatExceptionOfType(Overseeing.Untimely.class).isThrownBy(() -> overseeing.retry(OPERATOR, id));
        assertThat(audit.entries).isEmpty();
        assertThat(rung.rings()).isZero();
    }

    @Test
    void viewers_see_and_do_nothing() {
        OperationId id = opened(OperationStatus.FAILED);

        assertThat(overseeing.read(VIEWER, id).id()).isEqualTo(id);
        assertThat(overseeing.search(VIEWER, new Search(null, null, null, null, 10)))
                .hasSize(1);
        assertThat(overseeing.runbook(VIEWER, id)).contains("create subscription \"feed\"");
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> overseeing.cancel(VIEWER, id));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> overseeing.retry(VIEWER, id));
        assertThat(audit.entries).isEmpty();
    }

    @Test
    void what_is_not_there_is_unknown() {
        var nobody = new OperationId(UUID.randomUUID());

        assertThatExceptionOfType(Overseeing.Unknown.class).isThrownBy(() -> overseeing.read(OPERATOR, nobody));
        assertThatExceptionOfType(Overseeing.Unknown.class).isThrownBy(() -> overseeing.cancel(OPERATOR, nobody));
        assertThatExceptionOfType(Overseeing.Unknown.class).isThrownBy(() -> overseeing.retry(OPERATOR, nobody));
    }
}
