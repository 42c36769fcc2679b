package dev.pgrm.application.operation;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.application.operation.Procedures.Procedure;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.operation.WayBack;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * One operation under one epoch, until it ends, another takes it over, or something stands in its way that may pass. Every change of a
 * step is in the journal before the next thing happens.
 */
final class Performance {
    static final String CANCELLED = "cancelled";
    private static final Trouble CANCEL =
            new Trouble(CANCELLED, "It was cancelled", "What was done is undone; it can be tried again");

    private final OurPages pages;
    private final Progress progress;
    private final Clock clock;
    private final BooleanSupplier cancelled;

    private final OperationId id;
    private final List<Step> steps;
    private final WayBack wayBack;
    private volatile Operation operation;

    /** What came of it. */
    enum Outcome {
        ENDED,
        /** To be taken up again under an epoch of its own: what was sent last may be done or not. */
        AGAIN,
        SUPERSEDED
    }

    Performance(Operation operation, OurPages pages, Progress progress, Clock clock, BooleanSupplier cancelled) {
        this.operation = operation;
        this.id = operation.id();
        this.steps = new CopyOnWriteArrayList<>(operation.steps());
        this.wayBack = new WayBack(operation.work().plan(), steps);
        this.pages = pages;
        this.progress = progress;
        this.clock = clock;
        this.cancelled = cancelled;
    }

    Outcome run(Procedure procedure) {
        try {
            List<Act> acts = procedure.acts().stream().<Act>map(Guarded::new).toList();
            if (!operation.goesBack() && forward(acts) == Outcome.AGAIN) {
                return Outcome.AGAIN;
            }
            return operation.goesBack() ? back(acts) : Outcome.ENDED;
        } catch (Superseded e) {
            return Outcome.SUPERSEDED;
        }
    }

    /** Nobody here can go on with it or back: it stays as it stands, for whoever can. */
    Outcome fail(Trouble why) {
        try {
            pages.turnBack(why);
            end(OperationStatus.FAILED, Map.of());
            return Outcome.ENDED;
        } catch (Superseded e) {
            return Outcome.SUPERSEDED;
        }
    }

    /** From another thread: what is being undone is not interrupted, as that would leave it there. */
    boolean mayBeStopped() {
        return !operation.goesBack() && !wayBack.closing();
    }

    private boolean stopped() {
        return cancelled.getAsBoolean() && mayBeStopped();
    }

    private Outcome forward(List<Act> acts) {
        Map<String, String> result = new HashMap<>(operation.result());
        for (int number = 0; number < steps.size(); number++) {
            Act act = acts.get(number);
            if (!steps.get(number).behind()) {
                try {
                    stopIfCancelled();
                    apply(number, act);
                } catch (Setback e) {
                    pages.requireOurs();
                    if (e.passing() && !stopped() && pages.patience().left(wayBack.closing())) {
                        waits(number, e);
                        return Outcome.AGAIN;
                    }
                    if (!wayBack.closed()) {
                        turnBack(number, stopped() ? CANCEL : e.trouble(), e.untouched());
                        return Outcome.ENDED;
                    }
                    leave(number, act, e);
                }
            }
            result.putAll(steps.get(number).status() == StepStatus.LEFT ? act.left() : act.result());
        }
        if (stopped()) {
            turnBack(CANCEL);
            return Outcome.ENDED;
        }
        end(OperationStatus.SUCCEEDED, result);
        return Outcome.ENDED;
    }

    private void apply(int number, Act act) throws Setback {
        boolean resumed = steps.get(number).status() == StepStatus.RUNNING;
        if (!resumed) {
            begin(number, steps.get(number).begin(clock.instant(), act.look()));
        }
        String detail = act.apply(steps.get(number).notes(), telling(number, resumed));
        write(number, steps.get(number).end(StepStatus.DONE, detail, clock.instant()));
    }

    /** What we heard last may be old: whoever wants it stopped before there is no way back is heard by the journal. */
    private void begin(int number, Step step) throws Setback {
        if (!wayBack.closesWith(number)) {
            write(number, step);
        } else if (pages.beginForGood(number, step)) {
            written(number, step);
        } else {
            throw Setback.lasting(CANCEL);
        }
    }

    private void stopIfCancelled() throws Setback {
        if (stopped()) {
            throw Setback.lasting(CANCEL);
        }
    }

    /** A step that was not even begun has nothing to undo, and did not fail; nor has one that did nothing. */
    private void turnBack(int number, Trouble why, boolean untouched) {
        Step step = steps.get(number);
        if (step.begun()) {
            write(number, step.end(untouched ? StepStatus.UNDONE : StepStatus.FAILED, why.message(), clock.instant()));
        }
        turnBack(why);
    }

    private void turnBack(Trouble why) {
        pages.turnBack(why);
        operation = operation.turnedBack(why);
    }

    private Outcome back(List<Act> acts) {
        for (int number = steps.size() - 1; number >= 0; number--) {
            if (steps.get(number).begun()) {
                try {
                    undo(number, acts.get(number));
                } catch (Setback e) {
                    pages.requireOurs();
                    if (e.passing() && pages.patience().left(true)) {
                        waits(number, e);
                        return Outcome.AGAIN;
                    }
                    leave(number, acts.get(number), e);
                }
            }
        }
        boolean left = steps.stream().anyMatch(step -> step.status() == StepStatus.LEFT);
        boolean wished = Objects.requireNonNull(operation.error()).code().equals(CANCELLED);
        end(left ? OperationStatus.FAILED : wished ? OperationStatus.CANCELLED : OperationStatus.UNDONE, Map.of());
        return Outcome.ENDED;
    }

    private void undo(int number, Act act) throws Setback {
        Step step = steps.get(number);
        String detail = act.undo(step.notes(), telling(number, true));
        write(number, step.end(StepStatus.UNDONE, detail == null ? step.detail() : detail, clock.instant()));
    }

    private void leave(int number, Act act, Setback why) {
        Step step = steps.get(number);
        String byHand = act.byHand(step.notes());
        String detail = why.trouble().message() + (byHand.isEmpty() ? "" : "\nTo finish by hand:\n" + byHand);
        write(number, step.end(StepStatus.LEFT, detail, clock.instant()));
    }

    private void waits(int number, Setback why) {
        String detail = "Waits: " + why.trouble().message();
        Step step = steps.get(number);
        if (step.begun()) {
            write(number, step.tell(detail));
        } else {
            tell(number, detail);
        }
    }

    private Telling telling(int number, boolean resumed) {
        return new Telling() {
            @Override
            public void tell(String detail) {
                Performance.this.tell(number, detail);
            }

            @Override
            public boolean resumed() {
                return resumed;
            }

            @Override
            public void pause() throws Setback {
                pages.patience().pause();
                pages.requireOurs();
                stopIfCancelled();
            }
        };
    }

    private void write(int number, Step step) {
        pages.write(number, step);
        written(number, step);
    }

    private void written(int number, Step step) {
        steps.set(number, step);
        tell(number, step.detail() == null ? "" : step.detail());
    }

    private void end(OperationStatus how, Map<String, String> result) {
        pages.end(how, result);
        progress.report(id, "", how == OperationStatus.SUCCEEDED ? 100 : percent(), how.name());
    }

    private void tell(int number, String detail) {
        progress.report(id, steps.get(number).name(), percent(), detail);
    }

    private int percent() {
        return operation.with(steps).percent();
    }
}
