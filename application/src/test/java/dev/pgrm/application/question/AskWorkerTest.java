package dev.pgrm.application.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.question.Questions.Unanswered;
import dev.pgrm.application.question.Questions.Unheard;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AskWorkerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Answer ANSWER = new Answer.Tested(new ConnectionTest(List.of()));

    private final InMemoryLeases leases = new InMemoryLeases(new MovableClock());
    private final List<WorkerId> asked = new ArrayList<>();
    private final ServerId server = new ServerId(UUID.randomUUID());
    private final WorkerId holder = alive();

    private WorkerId alive() {
        var worker = new WorkerId(UUID.randomUUID());
        leases.beat(worker, LONG);
        return worker;
    }

    private AskWorker asking(Function<WorkerId, CompletableFuture<Answer>> desk) {
        return new AskWorker(
                leases,
                new Questions() {
                    @Override
                    public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
                        asked.add(worker);
                        return desk.apply(worker);
                    }

                    @Override
                    public void serve(WorkerId self, Function<Question, Answer> served) {
                        throw new UnsupportedOperationException("nobody serves here");
                    }
                },
                Duration.ofMillis(5));
    }

    private void ask(AskWorker workers) {
        workers.ask(server, new Question.PollNow(Set.of(server)), Answer.Tested.class, LONG);
    }

    @Test
    void another_is_asked_when_one_dies_over_it() {
        leases.hold(server, holder, LONG);
        WorkerId other = alive();

        ask(asking(worker -> {
            if (worker.equals(holder)) {
                leases.leave(holder);
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(ANSWER);
        }));

        assertThat(asked).containsExactly(holder, other);
    }

    @Test
    void another_is_asked_when_one_is_not_there_to_hear_it() {
        leases.hold(server, holder, LONG);
        WorkerId other = alive();

        ask(asking(worker -> worker.equals(holder)
                ? CompletableFuture.failedFuture(new Unheard("gone"))
                : CompletableFuture.completedFuture(ANSWER)));

        assertThat(asked).containsExactly(holder, other);
    }

    @Test
    void one_that_takes_its_time_and_lives_is_waited_for() {
        alive();
        leases.hold(server, holder, LONG);

        ask(asking(_ -> new CompletableFuture<Answer>().completeOnTimeout(ANSWER, 100, TimeUnit.MILLISECONDS)));

        assertThat(asked).containsExactly(holder);
    }

    @Test
    void when_the_last_one_dies_over_it_that_is_told() {
        var workers = asking(worker -> {
            leases.leave(worker);
            return new CompletableFuture<>();
        });

        assertThatExceptionOfType(NoWorkers.class).isThrownBy(() -> ask(workers));
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_a_worker_could_not_answer_is_asked_of_no_other() {
        alive();
        var workers = asking(_ -> CompletableFuture.failedFuture(new Unanswered("it failed")));

        assertThatExceptionOfType(Unanswered.class).isThrownBy(() -> ask(workers));
        assertThat(asked).hasSize(1);
    }
}
