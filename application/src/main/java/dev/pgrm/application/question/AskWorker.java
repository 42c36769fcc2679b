package dev.pgrm.application.question;

import dev.pgrm.application.question.Questions.Unanswered;
import dev.pgrm.application.question.Questions.Unheard;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the worker that should know, and waits for what it says. When that one dies over it, another is asked: no question changes
 * anything.
 */
public final class AskWorker {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

    private final Leases leases;
    private final Questions questions;
    private final Duration patience;

    public AskWorker(Leases leases, Questions questions) {
        this(leases, questions, USUAL_PATIENCE);
    }

    /** @param patience how long to wait before looking whether who was asked still lives, again and again */
    AskWorker(Leases leases, Questions questions, Duration patience) {
        this.leases = leases;
        this.questions = questions;
        this.patience = patience;
    }

    /**
     * Asks.
     *
     * @param about the worker that watches this server is asked, or any when none does
     * @param deadline for each that is asked
     * @throws NoWorkers when nobody lives that could be asked
     * @throws Unanswered when the answer does not come in time, or is that the worker failed
     */
    public <A extends Answer> A ask(@Nullable ServerId about, Question question, Class<A> expected, Duration deadline) {
        var gone = new HashSet<WorkerId>();
        while (true) {
            WorkerId asked = worker(about, gone);
            var answer = questions.ask(asked, question, deadline).toCompletableFuture();
            try {
                if (comes(answer, asked)) {
                    return answer.join().as(expected);
                }
            } catch (CompletionException e) {
                passUnlessUnheard(e);
            }
            gone.add(asked);
        }
    }

    private static void passUnlessUnheard(CompletionException e) {
        switch (e.getCause()) {
            case Unheard _ -> {}
            case Unanswered unanswered -> throw unanswered;
            case null, default -> throw e;
        }
    }

    /** Waits until there is an answer or a refusal, which is true, or the worker is no more. */
    private boolean comes(CompletableFuture<Answer> answer, WorkerId asked) {
        do {
            // Ends after the wait at the latest, and tells nothing by itself.
            answer.handle((_, _) -> true)
                    .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } while (!answer.isDone() && leases.liveWorkers().contains(asked));
        return answer.isDone();
    }

    /** A lease outlives its worker by some seconds. */
    private WorkerId worker(@Nullable ServerId about, Set<WorkerId> gone) {
        var workers = new LinkedHashSet<>(leases.liveWorkers());
        workers.removeAll(gone);
        if (workers.isEmpty()) {
            throw new NoWorkers();
        }
        WorkerId any = workers.iterator().next();
        WorkerId holder = about == null ? null : leases.holders(List.of(about)).get(about);
        return holder != null && workers.contains(holder) ? holder : any;
    }
}
