package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.Trouble;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each question answered on a thread of its own, and sends the answer back. */
final class AnsweringDesk {
    private static final Logger log = LoggerFactory.getLogger(AnsweringDesk.class);

    private final RedisLink link;
    private final Format<Question> questions;
    private final Format<Answer> answers;
    private final Function<Question, Answer> desk;

    AnsweringDesk(RedisLink link, Format<Question> questions, Format<Answer> answers, Function<Question, Answer> desk) {
        this.link = link;
        this.questions = questions;
        this.answers = answers;
        this.desk = desk;
    }

    void arrived(String text) {
        Letter letter;
        try {
            letter = Letter.read(text);
        } catch (IllegalArgumentException e) {
            log.warn("Skipped a question that cannot be read: {}", e.getMessage());
            return;
        }
        Thread.ofVirtual().name("question-" + letter.correlation()).start(() -> reply(letter));
    }

    private void reply(Letter letter) {
        String answer = answers.write(answer(letter.body()));
        try {
            link.call(redis -> redis.publish(
                    Keys.answers(letter.asker()), letter.answeredBy(answer).written()));
        } catch (RedisUnavailable e) {
            log.warn("An answer was lost: {}", e.getMessage());
        }
    }

    private Answer answer(String body) {
        Question question;
        try {
            question = questions.read(body);
        } catch (IllegalArgumentException e) {
            log.warn("Refused a question that cannot be read: {}", e.getMessage());
            return failed(
                    "question_unreadable",
                    "The worker does not understand this question",
                    "Run the same version of the API and the monitor");
        }
        try {
            return desk.apply(question);
        } catch (RuntimeException e) {
            // What it says stays here: it may name more than the asker should know.
            log.warn("A question could not be answered", e);
            return failed(
                    "worker_failed",
                    "The worker failed while answering (" + e.getClass().getSimpleName() + ")",
                    "Look into the log of the monitor");
        }
    }

    private static Answer failed(String code, String message, String remedy) {
        return new Answer.Failed(new Trouble(code, message, remedy));
    }
}
