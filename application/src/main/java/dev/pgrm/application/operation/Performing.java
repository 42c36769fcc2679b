package dev.pgrm.application.operation;

import dev.pgrm.application.operation.Performance.Outcome;
import dev.pgrm.application.operation.Procedures.Procedure;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This worker's part in the operations: it takes up what waits, and what others left behind, each on a thread of its own. */
public final class Performing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Performing.class);

    private static final Trouble OTHER_PLAN = new Trouble(
            "plan_differs",
            "Its steps are not those that this version of the program would take",
            "Try it again by monitors of the version that began it, or finish it by hand as the runbook says");

    private final WorkerId self;
    private final Journal journal;
    private final Claims claims;
    private final Procedures procedures;
    private final Progress progress;
    private final Clock clock;
    private final Pace pace;
    private final Map<OperationId, Tenure> underway = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * How fast, and how long.
     *
     * @param beat how often the store is told that we live
     * @param look from one look to the next, while a step waits for something
     * @param pause from one attempt to the next
     * @param forward how long what may pass is waited for before the operation goes back
     * @param back how long before what could not be undone, or not be done when there was no way back, is left
     * @param most how many operations at once
     */
    public record Pace(Duration beat, Duration look, Duration pause, Duration forward, Duration back, int most) {
        public static final Pace USUAL = new Pace(
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                16);
    }

    public Performing(
            WorkerId self,
            Journal journal,
            Claims claims,
            Procedures procedures,
            Progress progress,
            Clock clock,
            Pace pace) {
        this.self = self;
        this.journal = journal;
        this.claims = claims;
        this.procedures = procedures;
        this.progress = progress;
        this.clock = clock;
        this.pace = pace;
    }

    /** How many operations are in its hands. */
    int underway() {
        return underway.size();
    }

    /** Takes up what it can. */
    public void takeTurn() {
        for (Operation waiting : journal.claimable()) {
            if (closed || underway.size() >= pace.most()) {
                return;
            }
            if (!underway.containsKey(waiting.id())) {
                takeUp(waiting);
            }
        }
    }

    private void takeUp(Operation waiting) {
        Epoch epoch = claims.claim(waiting.id(), waiting.epoch(), self);
        if (epoch == null) {
            return;
        }
        log.info("Takes up operation {} ({}), epoch {}", waiting.id(), waiting.kind(), epoch.value());
        var tenure = new Tenure(waiting.id(), epoch, claims, pace);
        underway.put(waiting.id(), tenure);
        Thread.ofVirtual().name("operation " + waiting.id()).start(() -> {
            try {
                toItsEnd(waiting.id(), tenure);
            } catch (RuntimeException | Error e) {
                log.error("Operation {} was given up here; it is taken up again", waiting.id(), e);
            } finally {
                underway.remove(waiting.id()).close();
            }
        });
    }

    private void toItsEnd(OperationId id, Tenure first) {
        Tenure tenure = first;
        var waiting = new Waiting();
        while (perform(id, tenure, waiting) == Outcome.AGAIN && tenure.pause(pace.pause())) {
            Epoch epoch = claims.claim(id, tenure.epoch(), self);
            if (epoch == null) {
                return;
            }
            tenure.close();
            tenure = new Tenure(id, epoch, claims, pace);
            underway.put(id, tenure);
            if (closed) {
                tenure.leave();
            }
        }
    }

    private Outcome perform(OperationId id, Tenure tenure, Waiting waiting) {
        Operation operation = journal.read(id);
        if (operation == null) {
            return Outcome.ENDED;
        }
        tenure.begins(operation);
        var pages = new OurPages(id, tenure.epoch(), journal, patience(tenure, waiting));
        var performance = new Performance(operation, pages, progress, clock, tenure::cancelled);
        if (!operation.keepsToPlan()) {
            return performance.fail(OTHER_PLAN);
        }
        Procedure begun;
        try {
            begun = procedures.begin(operation, tenure.epoch(), tenure::stillOurs);
        } catch (RuntimeException e) {
            return performance.fail(Guarded.unforeseen(e, "the beginning of operation " + id));
        }
        return perform(performance, begun, operation, tenure, waiting);
    }

    private static Outcome perform(
            Performance performance, Procedure begun, Operation operation, Tenure tenure, Waiting waiting) {
        try (Procedure procedure = begun) {
            waiting.goesOn(operation);
            tenure.interrupts(procedure, performance::mayBeStopped);
            Outcome outcome = performance.run(procedure);
            if (outcome == Outcome.SUPERSEDED) {
                log.info(
                        "Operation {} was taken over from epoch {}",
                        operation.id(),
                        tenure.epoch().value());
            }
            return outcome;
        }
    }

    private Patience patience(Tenure tenure, Waiting waiting) {
        return new Patience() {
            @Override
            public void pause() {
                tenure.pause(pace.look());
            }

            @Override
            public boolean over() {
                return tenure.over();
            }

            @Override
            public boolean left(boolean longer) {
                return waiting.since(clock.instant())
                        .plus(longer ? pace.back() : pace.forward())
                        .isAfter(clock.instant());
            }
        };
    }

    /** Since when nothing moved: a step that came to its end begins it anew, unless it was left so that the rest be done. */
    private static final class Waiting {
        private @Nullable Instant since;
        private @Nullable Operation last;

        void goesOn(Operation now) {
            if (last != null && (last.goesBack() != now.goesBack() || ended(last) != ended(now))) {
                since = null;
            }
            last = now;
        }

        private static long ended(Operation operation) {
            return operation.steps().stream()
                    .filter(step -> step.finishedAt() != null)
                    .filter(step -> operation.goesBack() || step.status() != StepStatus.LEFT)
                    .count();
        }

        Instant since(Instant now) {
            if (since == null) {
                since = now;
            }
            return since;
        }
    }

    /** Leaves what it does to others: the journal tells them where to go on. */
    @Override
    public void close() {
        closed = true;
        underway.values().forEach(Tenure::leave);
    }
}
