package dev.pgrm.application.question;

import dev.pgrm.application.watch.WorkerId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Carries questions to workers, and their answers back. */
public interface Questions {
    /** Completes with the answer, or exceptionally with {@link Unanswered} when the deadline passes. */
    CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline);

    /** Answers what is asked of this worker from now on; each question on a thread of its own. */
    void serve(WorkerId self, Function<Question, Answer> desk);

    /** Nobody answered in time. */
    sealed class Unanswered extends RuntimeException permits Unheard {
        private static final long serialVersionUID = 1L;

        public Unanswered(String message) {
            super(message);
        }
    }

    /** Nobody even heard it, which shows at once: whoever was asked is no more. */
    final class Unheard extends Unanswered {
        private static final long serialVersionUID = 1L;

        public Unheard(String message) {
            super(message);
        }
    }
}
