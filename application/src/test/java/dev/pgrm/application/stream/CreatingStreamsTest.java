package dev.pgrm.application.stream;

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
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Rung;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.stream.StreamWish.End;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.domain.stream.PublicationDraft;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.StreamDraft;
import dev.pgrm.domain.stream.SubscriptionDraft;
import dev.pgrm.domain.stream.WayDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreatingStreamsTest {
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN));
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER));
    private static final Preflight CLEAR = new Preflight(List.of(), null);
    private static final Preflight BLOCKED = new Preflight(
            List.of(new Finding(Severity.BLOCKER, "wal_level", "db-1", "wal_level is replica", null)), null);

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final AuditTrail audit = new AuditTrail();
    private final Rung rung = new Rung();
    private final List<Question> asked = new ArrayList<>();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private Preflight answer = CLEAR;
    private final CreatingStreams creating = creating();
    private final Database orders = registered("orders");
    private final Database dw = registered("dw");

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private static final class Silent implements RegistryEvents {
        @Override
        public void registryChanged() {}

        @Override
        public void onRegistryChanged(Runnable listener) {}
    }

    private final class Desk implements Questions {
        @Override
        public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
            asked.add(question);
            return CompletableFuture.completedFuture(new Answer.StreamChecked(answer));
        }

        @Override
        public void serve(WorkerId self, Function<Question, Answer> desk) {
            throw new UnsupportedOperationException("nobody serves here");
        }
    }

    private CreatingStreams creating() {
        var authorization = new RoleAuthorization();
        return new CreatingStreams(
                registry,
                new Registration(registry, new Direct(), authorization, audit, new Silent(), clock),
                new AskWorker(leases, new Desk()),
                new Commissioning(journal, new Direct(), audit, new Announcing(rung, rung), clock),
                authorization,
                new Silent());
    }

    private Database registered(String name) {
        return registry.add(Specs.on(name + ".example", name), Keeper.PEOPLE, "ada", clock.instant());
    }

    @BeforeEach
    void alive() {
        leases.beat(worker, Duration.ofMinutes(1));
    }

    private static End of(Database database) {
        return new End(database.id().toString(), null);
    }

    private static End inline(String name) {
        return new End(null, DatabaseDraft.of(Specs.on(name + ".example", name)));
    }

    private static StreamDraft everything() {
        return publishing(new PublicationDraft(null, true, null, null, null, null));
    }

    private static StreamDraft publishing(PublicationDraft publication) {
        return new StreamDraft("feed", publication, SubscriptionDraft.UNSAID, null);
    }

    private StreamWish wish() {
        return new StreamWish(of(orders), of(dw), everything());
    }

    private List<Operation> operations() {
        return journal.search(new Journal.Search(null, null, null, null, 10));
    }

    private List<String> complaints(StreamWish wish) {
        try {
            creating.preflight(ADMIN, wish);
            return List.of();
        } catch (Registration.Refused refused) {
            return refused.violations().stream().map(Violation::field).toList();
        }
    }

    @Test
    void what_is_wanted_becomes_an_operation_that_is_recorded_and_rung_for() {
        Operation operation = creating.create(OPERATOR, wish());

        assertThat(operations()).containsExactly(operation);
        assertThat(operation.status()).isEqualTo(OperationStatus.PENDING);
        assertThat(operation.requestedBy()).isEqualTo("oscar");
        assertThat(operation.work()).isInstanceOfSatisfying(CreateStream.class, work -> {
            assertThat(work.source().id()).isEqualTo(orders.id());
            assertThat(work.target()).isEqualTo(dev.pgrm.domain.stream.End.of(dw));
        });
        assertThat(audit.entries).extracting(AuditEntry::act).containsExactly("stream.create.requested");
        assertThat(audit.entries.getFirst().subject()).isEqualTo(operation.id().toString());
        assertThat(audit.entries.getFirst().details())
                .containsEntry("source", "orders")
                .containsEntry("slot", "feed")
                .containsEntry("publishes", "create publication \"feed\" for all tables");
        assertThat(rung.rings()).isEqualTo(1);
    }

    @Test
    void a_preflight_changes_nothing() {
        answer = BLOCKED;

        assertThat(creating.preflight(OPERATOR, wish()).found()).isEqualTo(BLOCKED);
        assertThat(creating.preflight(ADMIN, new StreamWish(inline("a"), inline("b"), everything()))
                        .found())
                .isEqualTo(BLOCKED);
        assertThat(operations()).isEmpty();
        assertThat(audit.entries).isEmpty();
        assertThat(registry.all().databases()).hasSize(2);
        assertThat(asked).hasSize(2);
    }

    @Test
    void nothing_is_begun_that_something_stands_in_the_way_of() {
        answer = BLOCKED;

        assertThatExceptionOfType(CreatingStreams.Blocked.class)
                .isThrownBy(() -> creating.create(ADMIN, new StreamWish(of(orders), inline("new"), everything())))
                .satisfies(blocked -> assertThat(blocked.preflight()).isEqualTo(BLOCKED));
        assertThat(operations()).isEmpty();
        assertThat(registry.all().databases()).hasSize(2);
        assertThat(rung.rings()).isZero();
    }

    @Test
    void an_end_that_is_described_is_registered_with_the_stream() {
        Operation operation = creating.create(ADMIN, new StreamWish(inline("new"), of(dw), everything()));

        Database added = registry.all().databases().stream()
                .filter(database -> database.name().equals("new"))
                .findFirst()
                .orElseThrow();
        assertThat(operation.work().subjects()).contains("database:" + added.id());
        assertThat(audit.entries)
                .extracting(AuditEntry::act)
                .containsExactly("database.created", "stream.create.requested");
    }

    @Test
    void sql_other_ways_and_new_databases_take_an_administrator() {
        var where = publishing(
                new PublicationDraft(null, null, null, List.of(new TableDraft(null, "t", null, "id > 1")), null, null));
        var elsewhere = new StreamDraft(
                null,
                new PublicationDraft(null, true, null, null, null, null),
                new SubscriptionDraft(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new WayDraft("evil.example", null, null, null, null)),
                null);

        for (var wish : List.of(
                new StreamWish(of(orders), of(dw), where),
                new StreamWish(of(orders), of(dw), elsewhere),
                new StreamWish(inline("a"), of(dw), everything()))) {
            assertThatExceptionOfType(Denied.class).isThrownBy(() -> creating.preflight(OPERATOR, wish));
            assertThatExceptionOfType(Denied.class).isThrownBy(() -> creating.create(OPERATOR, wish));
            assertThat(creating.preflight(ADMIN, wish).found()).isEqualTo(CLEAR);
        }
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> creating.preflight(VIEWER, wish()));
    }

    @Test
    void what_is_wrong_with_the_ends_is_told_together_with_the_rest() {
        var nothing = publishing(PublicationDraft.UNSAID);

        assertThat(complaints(new StreamWish(new End(null, null), new End("odd", null), nothing)))
                .containsExactly("sourceId", "targetId", "publication");
        assertThat(complaints(new StreamWish(
                        new End(UUID.randomUUID().toString(), null),
                        new End(null, DatabaseDraft.of(Specs.on("x", "x")).withCredentials("hunter2")),
                        nothing)))
                .containsExactly("sourceId", "target.credentials", "publication");
        assertThat(complaints(new StreamWish(of(orders), inline("orders"), everything())))
                .contains("target.name", "target");
        assertThat(complaints(new StreamWish(of(orders), of(orders), everything())))
                .containsExactly("targetId");
        assertThat(complaints(new StreamWish(inline("new"), inline("new"), everything())))
                .containsExactly("target");
        assertThat(asked).isEmpty();
    }

    @Test
    void without_workers_nothing_is_begun() {
        leases.leave(worker);

        assertThatExceptionOfType(NoWorkers.class).isThrownBy(() -> creating.create(OPERATOR, wish()));
        assertThat(operations()).isEmpty();
    }
}
