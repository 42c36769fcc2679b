package dev.pgrm.application.question;

import dev.pgrm.application.question.Questions.Unanswered;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks the worker that should know, and waits for what it says. */
public final class AskWorker {
    private final Leases leases;
    private final Questions questions;

    public AskWorker(Leases leases, Questions questions) {
        this.leases = leases;
        this.questions = questions;
    }

    /**
     * Asks.
     *
     * @param about the worker that watches this server is asked, or any when none does
     * @throws NoWorkers when nobody lives that could be asked
     * @throws Unanswered when the answer does not come in time, or is that the worker failed
     */
    public <A extends Answer> A ask(@Nullable ServerId about, Question question, Class<A> expected, Duration deadline) {
        try {
            Answer answer = questions
                    .ask(worker(about), question, deadline)
                    .toCompletableFuture()
                    .join();
            return answer.as(expected);
        } catch (CompletionException e) {
            throw e.getCause() instanceof Unanswered unanswered ? unanswered : e;
        }
    }

    private WorkerId worker(@Nullable ServerId about) {
        var workers = leases.liveWorkers();
        if (workers.isEmpty()) {
            throw new NoWorkers();
        }
        WorkerId any = workers.iterator().next();
        return about == null ? any : leases.holders(List.of(about)).getOrDefault(about, any);
    }
}
