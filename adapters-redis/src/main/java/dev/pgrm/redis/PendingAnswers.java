package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Questions.Unanswered;
import dev.pgrm.application.watch.WorkerId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was asked from here and is not answered yet. Whoever waits goes on on a thread of his own, and may block there. */
final class PendingAnswers {
    private static final Logger log = LoggerFactory.getLogger(PendingAnswers.class);

    private static final Executor ITS_OWN_THREAD =
            task -> Thread.ofVirtual().name("answer").start(task);

    private final Map<UUID, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final Format<Answer> format;

    PendingAnswers(Format<Answer> format) {
        this.format = format;
    }

    CompletionStage<Answer> await(UUID correlation, WorkerId worker, Duration deadline) {
        var answer = new CompletableFuture<Answer>();
        waiting.put(correlation, answer);
        CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS, ITS_OWN_THREAD)
                .execute(() -> fail(
                        correlation,
                        new Unanswered("Worker " + worker + " did not answer within " + seconds(deadline))));
        return answer;
    }

    private static String seconds(Duration deadline) {
        return deadline.toMillis() / 1000.0 + " s";
    }

    void fail(UUID correlation, Unanswered why) {
        CompletableFuture<Answer> answer = waiting.remove(correlation);
        if (answer != null) {
            answer.completeExceptionally(why);
        }
    }

    void arrived(String text) {
        try {
            Letter letter = Letter.read(text);
            Answer said = format.read(letter.body());
            CompletableFuture<Answer> answer = waiting.remove(letter.correlation());
            if (answer != null) {
                ITS_OWN_THREAD.execute(() -> answer.complete(said));
            }
        } catch (IllegalArgumentException e) {
            log.warn("Skipped an answer that cannot be read: {}", e.getMessage());
        }
    }
}
