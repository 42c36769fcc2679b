package dev.pgrm.application.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.topology.InMemoryIdentities;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Topology.MappedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookingForReplicasTest {
    private static final String HOST = "main.abc.eu-west-1.rds.amazonaws.com";

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final LiveTopology topology = new LiveTopology(
            registry, observations, observations.lastKnown(), new InMemoryIdentities(), clock, Duration.ofSeconds(30));
    private final List<Question> asked = new ArrayList<>();
    private RdsInventory inventory = new RdsInventory(
            List.of(instance("main", HOST, null), instance("copy", "copy.local", "main")), List.of(), List.of());
    private final LookingForReplicas looking =
            new LookingForReplicas(topology, new AskWorker(leases, new Desk()), clock);

    private final class Desk implements Questions {
        @Override
        public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
            asked.add(question);
            return CompletableFuture.completedFuture(new Answer.RdsFound(inventory));
        }

        @Override
        public void serve(WorkerId self, Function<Question, Answer> other) {
            throw new UnsupportedOperationException("there is one desk here");
        }
    }

    @BeforeEach
    void work() {
        leases.beat(new WorkerId(UUID.randomUUID()), Duration.ofDays(1));
    }

    @Test
    void nothing_is_asked_while_nothing_is_of_aws() {
        register("db-1");
        looking.takeTurn();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_replica_of_what_is_registered_comes_onto_the_map() {
        register(HOST);
        looking.takeTurn();
        assertThat(names()).contains("copy");
        assertThat(asked).singleElement().isInstanceOfSatisfying(Question.FindRds.class, find -> {
            assertThat(find.search().regions()).containsExactly("eu-west-1");
            assertThat(find.search().homeToo()).isTrue();
        });
    }

    @Test
    void it_is_asked_every_five_minutes_and_a_minute_after_a_change_at_the_soonest() {
        register(HOST);
        looking.takeTurn();
        clock.advance(Duration.ofMinutes(4));
        looking.takeTurn();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        looking.takeTurn();
        assertThat(asked).hasSize(2);
        register("db-2");
        looking.takeTurn();
        assertThat(asked).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        looking.takeTurn();
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_region_that_a_replica_is_named_in_is_looked_through_too() {
        inventory = new RdsInventory(
                List.of(
                        instance("main", HOST, null),
                        instance("copy", "copy.local", "arn:aws:rds:us-east-1:123456789012:db:far")),
                List.of(),
                List.of());
        register(HOST);
        looking.takeTurn();
        clock.advance(Duration.ofMinutes(1));
        looking.takeTurn();
        assertThat(asked)
                .last()
                .isInstanceOfSatisfying(
                        Question.FindRds.class,
                        find -> assertThat(find.search().regions()).containsExactly("eu-west-1", "us-east-1"));
        clock.advance(Duration.ofMinutes(1));
        looking.takeTurn();
        assertThat(asked).hasSize(2);
    }

    @Test
    void what_was_known_stands_where_rds_cannot_be_seen() {
        register(HOST);
        looking.takeTurn();
        inventory = new RdsInventory(
                List.of(), List.of(), List.of(new Blind("eu-west-1", null, new Trouble("away", "Away", "Wait"))));
        clock.advance(Duration.ofMinutes(5));
        looking.takeTurn();
        assertThat(asked).hasSize(2);
        assertThat(names()).contains("copy");
        inventory = RdsInventory.NOTHING;
        clock.advance(Duration.ofMinutes(5));
        looking.takeTurn();
        assertThat(names()).doesNotContain("copy");
    }

    @Test
    void without_a_worker_it_waits_for_one() {
        register(HOST);
        clock.advance(Duration.ofDays(2));
        looking.takeTurn();
        assertThat(asked).isEmpty();
        work();
        clock.advance(Duration.ofMinutes(1));
        looking.takeTurn();
        assertThat(names()).contains("copy");
    }

    private void register(String host) {
        registry.add(Specs.on(host, host.substring(0, 4)), Keeper.PEOPLE, "ada", clock.instant());
        topology.registryMayHaveChanged();
        topology.refresh();
    }

    private List<String> names() {
        return topology.refresh().topology().servers().stream()
                .map(MappedServer::name)
                .toList();
    }

    private static RdsDatabase instance(String name, String host, @Nullable String source) {
        return new RdsDatabase(
                RdsDatabase.Kind.INSTANCE,
                name,
                "arn:aws:rds:eu-west-1:123456789012:db:" + name,
                "db-" + name,
                new RdsPlace("eu-west-1", "123456789012", null),
                "postgres",
                "17.2",
                "available",
                new Endpoint(host, 5432),
                null,
                null,
                null,
                new RdsDatabase.Replication(null, false, source, List.of(), List.of()),
                new RdsDatabase.LogicalReplication(RdsDatabase.LogicalReplication.State.UNKNOWN, false),
                false,
                false,
                new RdsDatabase.Network(null, List.of(), List.of()),
                Map.of());
    }
}
