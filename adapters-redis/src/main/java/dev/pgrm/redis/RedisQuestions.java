package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.WorkerId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Questions into a worker's channel, answers into the asker's; neither is kept anywhere. */
public final class RedisQuestions implements Questions {
    private final RedisLink link;
    private final Format<Question> questions;
    private final Format<Answer> answers;
    private final UUID self = UUID.randomUUID();
    private final PendingAnswers pending;

    public RedisQuestions(RedisLink link, Format<Question> questions, Format<Answer> answers) {
        this.link = link;
        this.questions = questions;
        this.answers = answers;
        this.pending = new PendingAnswers(answers);
        link.listen(Keys.answers(self), pending::arrived, () -> {});
    }

    @Override
    public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
        UUID correlation = UUID.randomUUID();
        CompletionStage<Answer> answer = pending.await(correlation, worker, deadline);
        send(worker, new Letter(correlation, self, questions.write(question)));
        return answer;
    }

    private void send(WorkerId worker, Letter letter) {
        try {
            long receivers = link.<Long>call(redis -> redis.publish(Keys.questions(worker), letter.written()));
            if (receivers == 0 && link.countsReceivers()) {
                pending.fail(letter.correlation(), new Unheard("Worker " + worker + " does not listen"));
            }
        } catch (RedisUnavailable e) {
            pending.fail(
                    letter.correlation(),
                    new Unanswered("Worker " + worker + " could not be asked: " + e.getMessage()));
        }
    }

    @Override
    public void serve(WorkerId worker, Function<Question, Answer> desk) {
        var answering = new AnsweringDesk(link, questions, answers, desk);
        link.listen(Keys.questions(worker), answering::arrived, () -> {});
    }
}
