package dev.pgrm.application.topology;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Polling everything now, on somebody's request. */
public final class Discovery {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final LiveTopology topology;
    private final Leases leases;
    private final Questions questions;
    private final Authorization authorization;

    public Discovery(LiveTopology topology, Leases leases, Questions questions, Authorization authorization) {
        this.topology = topology;
        this.leases = leases;
        this.questions = questions;
        this.authorization = authorization;
    }

    /**
     * The topology after every watched server was polled, which ends within the deadline.
     *
     * @throws NoWorkers when nobody could look
     * @throws Questions.Unanswered when a worker did not say in time that it has looked
     */
    public Snapshot discover(Actor actor) {
        authorization.require(actor, Act.OPERATE);
        if (leases.liveWorkers().isEmpty()) {
            throw new NoWorkers();
        }
        var answers = serversByHolder().entrySet().stream()
                .map(each -> questions
                        .ask(each.getKey(), new Question.PollNow(each.getValue()), DEADLINE)
                        .toCompletableFuture())
                .toList();
        awaitAll(answers);
        topology.registryMayHaveChanged();
        topology.observationsMayBeMissing();
        return topology.refresh();
    }

    private static void awaitAll(List<CompletableFuture<Answer>> answers) {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            // What was not looked at must not pass for fresh.
            answers.forEach(answer -> {
                var _ = answer.join().as(Answer.Polled.class);
            });
        } catch (CompletionException e) {
            throw e.getCause() instanceof Questions.Unanswered unanswered ? unanswered : e;
        }
    }

    private Map<WorkerId, Set<ServerId>> serversByHolder() {
        var servers = topology.registered().servers().stream().map(Server::id).toList();
        Map<WorkerId, Set<ServerId>> byHolder = new HashMap<>();
        leases.holders(servers)
                .forEach((server, holder) ->
                        byHolder.computeIfAbsent(holder, key -> new HashSet<>()).add(server));
        return byHolder;
    }
}
