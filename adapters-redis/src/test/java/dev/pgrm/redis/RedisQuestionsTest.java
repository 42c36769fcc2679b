package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Question.PollNow;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.json.JsonFormats;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisQuestionsTest extends OnRedis {
    private static final Duration AMPLE = Duration.ofMinutes(10);

    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private final ServerId server = new ServerId(UUID.randomUUID());
    private final Question question = new PollNow(Set.of(server));

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink link;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink workersLink;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Questions questions;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Questions workers;

    @BeforeEach
    void connect() {
        redis.start();
        link = Links.connected(redis.uri());
        workersLink = Links.connected(redis.uri());
        questions = new RedisQuestions(link, JsonFormats.QUESTION, JsonFormats.ANSWER);
        workers = new RedisQuestions(workersLink, JsonFormats.QUESTION, JsonFormats.ANSWER);
    }

    @AfterEach
    void disconnect() {
        link.close();
        workersLink.close();
    }

    @Test
    void a_question_is_answered_by_the_worker_it_was_put_to() throws Exception {
        WorkerId other = new WorkerId(UUID.randomUUID());
        workers.serve(other, _ -> new Answer.Polled(Set.of()));
        workers.serve(worker, RedisQuestionsTest::asAsked);

        assertThat(outcome(questions.ask(worker, question, AMPLE))).isEqualTo(new Answer.Polled(Set.of(server)));
        assertThat(outcome(questions.ask(other, question, AMPLE))).isEqualTo(new Answer.Polled(Set.of()));
    }

    @Test
    void a_question_to_a_worker_that_is_not_there_is_unanswered_at_once() throws Exception {
        assertThat(outcome(questions.ask(worker, question, AMPLE)))
                .asInstanceOf(type(Questions.Unheard.class))
                .extracting(Throwable::getMessage)
                .asString()
                .contains(worker.toString(), "does not listen");
    }

    @Test
    void a_worker_that_takes_too_long_leaves_the_question_unanswered() throws Exception {
        var never = new CountDownLatch(1);
        workers.serve(worker, _ -> {
            waitFor(never);
            return new Answer.Polled(Set.of());
        });

        assertThat(outcome(questions.ask(worker, question, Duration.ofMillis(50))))
                .isInstanceOf(Questions.Unanswered.class);
        never.countDown();
    }

    @Test
    void a_worker_that_fails_says_so_and_keeps_its_secrets() throws Exception {
        workers.serve(worker, _ -> {
            throw new IllegalStateException("something-secret, on purpose");
        });

        assertThat(outcome(questions.ask(worker, question, AMPLE)))
                .asInstanceOf(type(Answer.Failed.class))
                .satisfies(failed -> {
                    assertThat(failed.trouble().code()).isEqualTo("worker_failed");
                    assertThat(failed.toString()).doesNotContain("something-secret");
                });
    }

    @Test
    void a_question_that_the_worker_does_not_understand_is_answered_too() throws Exception {
        var newer = new RedisQuestions(link, new Unheard(), JsonFormats.ANSWER);
        workers.serve(worker, _ -> new Answer.Polled(Set.of()));

        assertThat(outcome(newer.ask(worker, question, AMPLE)))
                .asInstanceOf(type(Answer.Failed.class))
                .extracting(failed -> failed.trouble().code())
                .isEqualTo("question_unreadable");
    }

    @Test
    void questions_are_answered_side_by_side() throws Exception {
        var together = new CyclicBarrier(3);
        workers.serve(worker, _ -> {
            waitFor(together);
            return new Answer.Polled(Set.of());
        });

        var answers = Stream.generate(() -> questions.ask(worker, question, AMPLE))
                .limit(3)
                .toList();

        for (CompletionStage<Answer> answer : answers) {
            assertThat(outcome(answer)).isEqualTo(new Answer.Polled(Set.of()));
        }
    }

    @Test
    void a_letter_that_cannot_be_read_disturbs_nobody() throws Exception {
        workers.serve(worker, _ -> new Answer.Polled(Set.of()));
        link.call(commands -> commands.publish(Keys.questions(worker), "what?"));

        assertThat(outcome(questions.ask(worker, question, AMPLE))).isEqualTo(new Answer.Polled(Set.of()));
    }

    @Test
    void workers_are_reached_again_after_redis_came_back() throws Exception {
        workers.serve(worker, _ -> new Answer.Polled(Set.of()));
        redis.kill();
        Links.awaitDown(link);
        assertThat(outcome(questions.ask(worker, question, AMPLE))).isInstanceOf(Questions.Unanswered.class);
        redis.start();

        await().atMost(Links.PATIENCE)
                .until(() -> outcome(questions.ask(worker, question, AMPLE)) instanceof Answer.Polled);
    }

    private static Answer asAsked(Question question) {
        return new Answer.Polled(((PollNow) question).servers());
    }

    private static Object outcome(CompletionStage<Answer> answer) throws Exception {
        return answer.<Object>handle((said, trouble) -> trouble == null ? said : trouble)
                .toCompletableFuture()
                .get(Links.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
