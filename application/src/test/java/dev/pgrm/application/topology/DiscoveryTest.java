package dev.pgrm.application.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Question.PollNow;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.question.Questions.Unanswered;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Topology;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final LiveTopology topology = new LiveTopology(
            registry, observations, observations.lastKnown(), new InMemoryIdentities(), clock, Duration.ofSeconds(30));
    private final WorkerId worker = new WorkerId(UUID.randomUUID());

    /** Answers at once, on the caller's thread. */
    private record Desk(Function<Question, CompletionStage<Answer>> desk) implements Questions {
        @Override
        public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
            return desk.apply(question);
        }

        @Override
        public void serve(WorkerId self, Function<Question, Answer> other) {
            throw new UnsupportedOperationException("there is one desk here");
        }
    }

    private Discovery discovery(Function<Question, CompletionStage<Answer>> desk) {
        return new Discovery(topology, leases, new Desk(desk), new RoleAuthorization());
    }

    private void aWatchedServer() {
        ServerId server = registry.add(Specs.on("db-1", "orders"), Keeper.PEOPLE, "ada", clock.instant())
                .serverId();
        leases.beat(worker, Duration.ofSeconds(15));
        leases.hold(server, worker, Duration.ofSeconds(15));
        topology.refresh();
    }

    @Test
    void without_workers_it_says_so() {
        assertThatExceptionOfType(NoWorkers.class)
                .isThrownBy(
                        () -> discovery(question -> new CompletableFuture<>()).discover(OPERATOR));
    }

    @Test
    void shows_what_the_workers_have_just_seen() {
        aWatchedServer();
        var discovery = discovery(question -> {
            var servers = ((PollNow) question).servers();
            servers.forEach(each -> observations.publish(Sights.of(each, clock.instant(), 7)));
            return CompletableFuture.completedFuture(new Answer.Polled(servers));
        });

        assertThat(discovery.discover(OPERATOR).topology().servers())
                .extracting(Topology.MappedServer::status)
                .contains(Topology.Status.CONNECTED);
    }

    @Test
    void a_worker_that_does_not_answer_is_told_as_such() {
        aWatchedServer();
        var discovery = discovery(question -> CompletableFuture.failedFuture(new Unanswered("no answer in 20 s")));

        assertThatExceptionOfType(Unanswered.class).isThrownBy(() -> discovery.discover(OPERATOR));
    }

    @Test
    void what_a_worker_could_not_poll_does_not_pass_for_fresh() {
        aWatchedServer();
        var failed = new Answer.Failed(new Trouble("worker_failed", "It failed", "See its log"));
        var discovery = discovery(question -> CompletableFuture.completedFuture(failed));

        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> discovery.discover(OPERATOR))
                .withMessageContaining("It failed");
    }

    @Test
    void viewers_may_not_ask_for_it() {
        aWatchedServer();
        var viewer = new Actor("vera", Set.of(Role.VIEWER));

        assertThatExceptionOfType(Denied.class)
                .isThrownBy(
                        () -> discovery(question -> new CompletableFuture<>()).discover(viewer));
    }
}
