package dev.pgrm.application.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.Keeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TryingConnectionsTest {
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN));
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER));
    private static final Duration LONG = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final List<WorkerId> asked = new ArrayList<>();
    private final TryingConnections trying = new TryingConnections(
            new Registration(registry, new Direct(), new RoleAuthorization(), new AuditTrail(), new Silent(), clock),
            new AskWorker(leases, new Noting()),
            new RoleAuthorization());

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

    private final class Noting implements Questions {
        @Override
        public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
            asked.add(worker);
            return CompletableFuture.completedFuture(new Answer.Tested(new ConnectionTest(List.of())));
        }

        @Override
        public void serve(WorkerId self, Function<Question, Answer> desk) {
            throw new UnsupportedOperationException("nobody serves here");
        }
    }

    private WorkerId worker() {
        var worker = new WorkerId(UUID.randomUUID());
        leases.beat(worker, LONG);
        return worker;
    }

    private Database registered() {
        return registry.add(Specs.on("db-1", "orders"), Keeper.PEOPLE, "ada", clock.instant());
    }

    private static DatabaseDraft draft() {
        return DatabaseDraft.of(Specs.on("db-1", "orders"));
    }

    @Test
    void whoever_watches_a_server_is_asked_about_its_databases() {
        worker();
        WorkerId watching = worker();
        worker();
        Database database = registered();
        leases.hold(database.serverId(), watching, LONG);

        assertThat(trying.test(OPERATOR, database.id()).ok()).isTrue();

        assertThat(asked).containsExactly(watching);
    }

    @Test
    void what_is_not_registered_is_tried_by_administrators_alone() {
        worker();

        assertThatExceptionOfType(Denied.class).isThrownBy(() -> trying.test(OPERATOR, draft()));
        assertThat(asked).isEmpty();
        trying.test(ADMIN, draft());
        assertThat(asked).hasSize(1);
    }

    @Test
    void viewers_try_nothing() {
        worker();
        Database database = registered();

        assertThatExceptionOfType(Denied.class).isThrownBy(() -> trying.test(VIEWER, database.id()));
        assertThat(asked).isEmpty();
    }

    @Test
    void without_workers_it_says_so() {
        assertThatExceptionOfType(NoWorkers.class).isThrownBy(() -> trying.test(ADMIN, draft()));
    }
}
