package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Commissioning.Order;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.stream.Ends.Found;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.StreamDraft.Checked;
import dev.pgrm.domain.stream.StreamDraft.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Streams on somebody's request: looked at first by a worker, then left to the workers as an operation. */
public final class CreatingStreams {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Ends ends;
    private final Registration registration;
    private final AskWorker workers;
    private final Commissioning commissioning;
    private final Authorization authorization;
    private final RegistryEvents events;

    public CreatingStreams(
            Registry registry,
            Registration registration,
            AskWorker workers,
            Commissioning commissioning,
            Authorization authorization,
            RegistryEvents events) {
        this.ends = new Ends(registry);
        this.registration = registration;
        this.workers = workers;
        this.commissioning = commissioning;
        this.authorization = authorization;
        this.events = events;
    }

    /** Something stands in the way of it on the servers, so nothing was begun. */
    public static final class Blocked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Preflight preflight;

        Blocked(Preflight preflight) {
            super("Something stands in the way of this stream");
            this.preflight = preflight;
        }

        public Preflight preflight() {
            return preflight;
        }
    }

    /** What would stand in the way, and what would be done; changes nothing. */
    public Outlook preflight(Actor actor, StreamWish wish) {
        Ready ready = checked(actor, wish);
        Preflight found = look(ready);
        return new Outlook(found, planned(ready.work(), found).plan());
    }

    /** @param plan what would be done step by step, were nothing in the way */
    public record Outlook(Preflight found, List<PlannedStep> plan) {
        public Outlook {
            plan = List.copyOf(plan);
        }
    }

    /** Begins it, unless something stands in the way. Ends that are not registered yet are, with it. */
    public Operation create(Actor actor, StreamWish wish) {
        Ready ready = checked(actor, wish);
        Preflight preflight = look(ready);
        if (!preflight.ok()) {
            throw new Blocked(preflight);
        }
        Operation operation = commissioning.commission(actor, () -> order(actor, wish, ready, preflight));
        if (wish.registers()) {
            events.registryChanged();
        }
        return operation;
    }

    private record Ready(Found source, Found target, CreateStream work) {}

    private Ready checked(Actor actor, StreamWish wish) {
        authorization.require(actor, Act.OPERATE);
        if (wish.registers() || wish.stream().takesAdministrator()) {
            authorization.require(actor, Act.CHANGE_REGISTRY);
        }
        var wrong = new Violations();
        Found source = ends.find("source", wish.source(), wrong);
        Found target = ends.find("target", wish.target(), wrong);
        if (source != null && target != null) {
            Ends.tellApart(source, target, wrong);
        }
        var all = new ArrayList<>(wrong.all());
        switch (wish.stream().check(source == null ? null : source.side(), target == null ? null : target.side())) {
            case Checked.Accepted(var work) -> {
                if (source != null && target != null && all.isEmpty()) {
                    return new Ready(source, target, work);
                }
            }
            case Checked.Refused(var more) -> all.addAll(more);
        }
        throw new Registration.Refused(all);
    }

    private Preflight look(Ready ready) {
        return workers.ask(
                        ready.target().server(),
                        new Question.CheckStream(
                                ready.work(),
                                ready.source().side().spec(),
                                ready.target().side().spec()),
                        Answer.StreamChecked.class,
                        DEADLINE)
                .preflight();
    }

    private Order order(Actor actor, StreamWish wish, Ready ready, Preflight preflight) {
        Side source = registered(actor, wish.source(), ready.source());
        Side target = registered(actor, wish.target(), ready.target());
        CreateStream work = switch (wish.stream().check(source, target)) {
            case Checked.Accepted(var accepted) -> planned(accepted, preflight);
            case Checked.Refused(var violations) -> throw new Registration.Refused(violations);
        };
        return new Order(work, described(work));
    }

    /** With the tables that were found to be missing. */
    private static CreateStream planned(CreateStream work, Preflight found) {
        return work.createsTables() ? work.creating(found.missing()) : work;
    }

    private Side registered(Actor actor, StreamWish.End wished, Found found) {
        return wished.database() == null
                ? found.side()
                : new Side(
                        registration.register(actor, wished.database()).id(),
                        found.side().spec());
    }

    private static Map<String, String> described(CreateStream work) {
        return Map.of(
                "source", work.source().name(),
                "target", work.target().name(),
                "publication", work.publication().name().toString(),
                "publishes", published(work),
                "subscription", work.subscription().name().toString(),
                "slot", work.subscription().slot().toString(),
                "connection", work.way().toString());
    }

    private static String published(CreateStream work) {
        return work.publication().made() ? work.publication().create() : "as it is already";
    }
}
