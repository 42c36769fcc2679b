package dev.pgrm.application.operation;

import static dev.pgrm.application.operation.Operations.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Performing.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.domain.stream.CreateStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker makes of operations, on a world that is a set of names. */
class PerformingTest {
    private static final Pace PACE = new Pace(
            Duration.ofMillis(10),
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            4);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final Set<String> world = ConcurrentHashMap.newKeySet();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, Trouble> lasting = new ConcurrentHashMap<>();
    private final Map<String, Trouble> passing = new ConcurrentHashMap<>();
    private final Map<String, Trouble> undoing = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, String> others = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> held = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> heldUndoing = new ConcurrentHashMap<>();
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final AtomicInteger epochs = new AtomicInteger();
    private final Performing worker = worker(1, journal);

    @AfterEach
    void stop() {
        held.values().forEach(each -> each.release(9));
        heldUndoing.values().forEach(each -> each.release(9));
        worker.close();
    }

    private Performing worker(int number, Journal on) {
        return new Performing(
                new WorkerId(new UUID(0, number)), on, journal, this::begin, telling(), Clock.systemUTC(), PACE);
    }

    private Progress telling() {
        return new Progress() {
            @Override
            public void report(OperationId operation, String step, int percent, String detail) {
                told.add(percent + " " + step + " " + detail);
            }

            @Override
            public void listen(Consumer<Report> listener, Runnable missed) {
                throw new UnsupportedOperationException("nobody listens here");
            }
        };
    }

    private Procedures.Procedure begin(Operation operation, Epoch epoch, Runnable stillOurs) {
        epochs.incrementAndGet();
        stillOurs.run();
        if (broken.contains("all")) {
            throw new IllegalStateException("broken, secret");
        }
        List<Act> acts = operation.steps().stream()
                .<Act>map(step -> new Names(step.name()))
                .toList();
        return new Procedures.Procedure() {
            @Override
            public List<Act> acts() {
                return acts;
            }

            @Override
            public void interrupt() {
                interrupted.add("interrupted");
            }

            @Override
            public void close() {}
        };
    }

    /** Puts a name into the world, and takes it out again. */
    private final class Names implements Act {
        private final String name;

        Names(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<String, String> look() {
            if (broken.contains("look " + name)) {
                throw new IllegalStateException("broken, secret");
            }
            return Map.of("there", Boolean.toString(world.contains(name)));
        }

        @Override
        public String apply(Map<String, String> notes, Telling telling) throws Setback {
            Semaphore hold = held.get(name);
            if (hold != null) {
                hold.acquireUninterruptibly();
            }
            fail(name);
            if (others.remove(name) != null) {
                world.add(name);
                throw Setback.untouched(trouble("taken"));
            }
            world.add(name);
            return "was there: " + notes.get("there");
        }

        @Override
        public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
            Semaphore hold = heldUndoing.get(name);
            if (hold != null) {
                hold.acquireUninterruptibly();
            }
            if (broken.contains("undo " + name)) {
                throw new IllegalStateException("broken, secret");
            }
            Trouble trouble = undoing.get(name);
            if (trouble != null) {
                throw Setback.lasting(trouble);
            }
            world.remove(name);
            return "taken out";
        }

        @Override
        public Map<String, String> result() {
            return Map.of(name, "done");
        }

        @Override
        public Map<String, String> left() {
            return Map.of(name, "left");
        }

        @Override
        public String byHand(Map<String, String> notes) {
            return "take out " + name;
        }
    }

    private void fail(String name) throws Setback {
        if (broken.contains(name)) {
            throw new IllegalStateException("broken, secret");
        }
        Trouble trouble = lasting.get(name);
        if (trouble != null) {
            throw Setback.lasting(trouble);
        }
        Trouble now = passing.get(name);
        if (now != null) {
            throw Setback.passing(now);
        }
    }

    private static Trouble trouble(String code) {
        return new Trouble(code, "It is so: " + code, "Mend it");
    }

    /** From its second step there is no way back. */
    private record Demolition() implements Work {
        @Override
        public String kind() {
            return "house.demolish";
        }

        @Override
        public Set<String> subjects() {
            return Set.of("house:1");
        }

        @Override
        public List<PlannedStep> plan() {
            return List.of(
                    PlannedStep.looking("fence"),
                    PlannedStep.forGood("blast", List.of()),
                    PlannedStep.looking("clear"),
                    PlannedStep.looking("sow"));
        }
    }

    private Operation demolition() {
        Operation operation =
                Operation.of(new OperationId(UUID.randomUUID()), new Demolition(), "ada", Operations.NOON);
        journal.open(operation);
        return operation;
    }

    private Operation opened() {
        Operation operation = pending("orders");
        journal.open(operation);
        return operation;
    }

    private Operation read(Operation operation) {
        return Objects.requireNonNull(journal.read(operation.id()));
    }

    private Operation awaitOver(Operation operation) {
        await().until(() -> read(operation).status().over());
        return read(operation);
    }

    private Operation done(Operation operation) {
        worker.takeTurn();
        return awaitOver(operation);
    }

    @Test
    void does_one_step_after_the_other() {
        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(end.steps()).extracting(Step::status).containsOnly(StepStatus.DONE);
        assertThat(world).hasSize(6);
        assertThat(told).last().isEqualTo("100  SUCCEEDED");
    }

    @Test
    void undoes_what_was_done_in_reverse_when_a_step_fails() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(end.error()).isEqualTo(trouble("refused"));
        assertThat(world).isEmpty();
        assertThat(end.steps())
                .extracting(Step::status)
                .containsExactly(
                        StepStatus.UNDONE,
                        StepStatus.UNDONE,
                        StepStatus.UNDONE,
                        StepStatus.UNDONE,
                        StepStatus.PENDING,
                        StepStatus.PENDING);
    }

    @Test
    void names_what_could_not_be_undone_and_undoes_the_rest() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        undoing.put(CreateStream.HOLD, trouble("in_use"));

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(world).containsExactly(CreateStream.HOLD);
        assertThat(end.steps().get(2).status()).isEqualTo(StepStatus.LEFT);
        assertThat(end.steps().get(2).detail()).contains("in_use").endsWith("take out " + CreateStream.HOLD);
    }

    @Test
    void what_another_made_in_the_last_moment_stays() {
        others.put(CreateStream.HOLD, "theirs");

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(world).containsExactly(CreateStream.HOLD);
        assertThat(end.steps().get(2).detail()).isEqualTo("It is so: taken");
    }

    @Test
    void what_failed_can_be_undone_later() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        undoing.put(CreateStream.HOLD, trouble("in_use"));
        Operation failed = done(opened());
        undoing.clear();

        journal.cancel(failed.id());
        Operation end = done(failed);

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(world).isEmpty();
    }

    @Test
    void what_failed_can_be_tried_again_and_knows_what_is_its_own() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        undoing.put(CreateStream.HOLD, trouble("in_use"));
        Operation failed = done(opened());
        lasting.clear();

        journal.retry(failed.id());
        Operation end = done(failed);

        assertThat(end.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(end.error()).isNull();
        assertThat(end.steps().get(2).detail()).isEqualTo("was there: false");
    }

    @Test
    void what_was_left_goes_when_it_is_cancelled_before_it_is_tried_again() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        undoing.put(CreateStream.HOLD, trouble("in_use"));
        Operation failed = done(opened());
        undoing.clear();

        journal.retry(failed.id());
        journal.cancel(failed.id());
        Operation end = done(failed);

        assertThat(end.status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(end.steps()).noneMatch(Step::begun);
        assertThat(world).isEmpty();
    }

    @Test
    void waits_for_what_passes_and_looks_again_under_an_epoch_of_its_own() {
        passing.put(CreateStream.HOLD, trouble("restarting"));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() -> epochs.get() > 2);
        assertThat(read(operation).steps().get(2).detail()).isEqualTo("Waits: It is so: restarting");

        passing.clear();

        assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(read(operation).epoch()).isGreaterThan(new Epoch(2));
    }

    @Test
    void goes_back_when_what_should_pass_does_not() {
        passing.put(CreateStream.HOLD, trouble("gone"));

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(end.error()).isEqualTo(trouble("gone"));
        assertThat(world).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CreateStream.HOLD, CreateStream.FLOW})
    void stops_when_cancelled_and_undoes_what_was_done(String step) {
        held.put(step, new Semaphore(0));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() -> Objects.requireNonNull(held.get(step)).hasQueuedThreads());

        journal.cancel(operation.id());
        await().until(() -> !interrupted.isEmpty());
        Objects.requireNonNull(held.get(step)).release();

        Operation end = awaitOver(operation);
        assertThat(end.status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(world).isEmpty();
    }

    @Test
    void what_goes_back_already_is_not_disturbed_by_a_wish_to_stop() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        heldUndoing.put(CreateStream.HOLD, new Semaphore(0));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() ->
                Objects.requireNonNull(heldUndoing.get(CreateStream.HOLD)).hasQueuedThreads());

        journal.cancel(operation.id());
        int beats = journal.beats();
        await().until(() -> journal.beats() > beats + 3);
        assertThat(interrupted).isEmpty();
        Objects.requireNonNull(heldUndoing.get(CreateStream.HOLD)).release();

        assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(world).isEmpty();
    }

    @Test
    void what_waits_is_cancelled_before_anybody_begins() {
        Operation operation = opened();

        journal.cancel(operation.id());
        worker.takeTurn();

        assertThat(read(operation).status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(epochs).hasValue(0);
    }

    @Test
    void another_goes_on_where_one_left_and_the_first_writes_nothing_more() {
        held.put(CreateStream.HOLD, new Semaphore(0));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() -> read(operation).steps().get(2).status() == StepStatus.RUNNING);

        worker.close();
        Semaphore hold = Objects.requireNonNull(held.remove(CreateStream.HOLD));
        try (Performing other = worker(2, journal)) {
            other.takeTurn();
            Operation end = awaitOver(operation);
            hold.release();

            assertThat(end.status()).isEqualTo(OperationStatus.SUCCEEDED);
            assertThat(end.epoch()).isEqualTo(new Epoch(2));
            assertThat(end.steps().get(2).detail()).isEqualTo("was there: false");
        }
    }

    @Test
    void whoever_leaves_hands_over_what_was_interrupted_instead_of_undoing_it() {
        held.put(CreateStream.HOLD, new Semaphore(0));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() -> Objects.requireNonNull(held.get(CreateStream.HOLD)).hasQueuedThreads());
        Operation before = read(operation);

        worker.close();
        lasting.put(CreateStream.HOLD, trouble("cut_short"));
        Objects.requireNonNull(held.remove(CreateStream.HOLD)).release();
        await().until(() -> worker.underway() == 0);

        assertThat(read(operation)).isEqualTo(before);
        lasting.clear();
        try (Performing other = worker(2, journal)) {
            other.takeTurn();
            assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        }
    }

    @Test
    void whoever_leaves_while_it_goes_back_leaves_nothing_lying_about() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        heldUndoing.put(CreateStream.HOLD, new Semaphore(0));
        Operation operation = opened();
        worker.takeTurn();
        await().until(() ->
                Objects.requireNonNull(heldUndoing.get(CreateStream.HOLD)).hasQueuedThreads());

        worker.close();
        undoing.put(CreateStream.HOLD, trouble("cut_short"));
        Objects.requireNonNull(heldUndoing.remove(CreateStream.HOLD)).release();
        await().until(() -> worker.underway() == 0);
        undoing.clear();

        try (Performing other = worker(2, journal)) {
            other.takeTurn();
            assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.UNDONE);
            assertThat(world).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blast", "clear"})
    void who_wants_it_stopped_comes_too_late_once_there_is_no_way_back(String step) {
        held.put(step, new Semaphore(0));
        Operation operation = demolition();
        worker.takeTurn();
        await().until(() -> Objects.requireNonNull(held.get(step)).hasQueuedThreads());

        journal.cancel(operation.id());
        int beats = journal.beats();
        await().until(() -> journal.beats() > beats + 3);
        assertThat(interrupted).isEmpty();
        Objects.requireNonNull(held.get(step)).release();

        assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(world).hasSize(4);
    }

    @Test
    void who_wants_it_stopped_in_the_last_moment_is_heard() {
        var cancelling = new ForwardingJournal(journal) {
            @Override
            public boolean beginForGood(OperationId operation, Epoch epoch, int stepIndex, Step step) {
                journal.cancel(operation);
                return super.beginForGood(operation, epoch, stepIndex, step);
            }
        };
        Operation operation = demolition();
        try (Performing last = worker(3, cancelling)) {
            last.takeTurn();

            Operation end = awaitOver(operation);
            assertThat(end.status()).isEqualTo(OperationStatus.CANCELLED);
            assertThat(end.steps())
                    .extracting(Step::status)
                    .containsExactly(StepStatus.UNDONE, StepStatus.PENDING, StepStatus.PENDING, StepStatus.PENDING);
            assertThat(world).isEmpty();
        }
    }

    @Test
    void a_wish_to_stop_that_was_there_before_the_claim_is_known_at_once() {
        Operation operation = demolition();
        journal.claim(operation.id(), operation.epoch(), new WorkerId(new UUID(0, 9)));
        journal.cancel(operation.id());
        journal.release(operation.id(), operation.epoch().next());

        assertThat(done(operation).status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(told).noneMatch(report -> report.contains("fence"));
    }

    @Test
    void before_that_it_goes_back() {
        lasting.put("blast", trouble("refused"));

        assertThat(done(demolition()).status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(world).isEmpty();
    }

    @Test
    void what_cannot_be_done_when_there_is_no_way_back_is_left_and_the_rest_is_done() {
        passing.put("clear", trouble("gone"));

        Operation end = done(demolition());

        assertThat(end.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(end.steps())
                .extracting(Step::status)
                .containsExactly(StepStatus.DONE, StepStatus.DONE, StepStatus.LEFT, StepStatus.DONE);
        assertThat(end.steps().get(2).detail()).contains("gone").endsWith("take out clear");
        assertThat(end.result()).containsEntry("clear", "left").containsEntry("sow", "done");
        assertThat(world).containsOnly("fence", "blast", "sow");
    }

    @Test
    void what_was_left_stays_so_when_another_goes_on() {
        lasting.put("clear", trouble("gone"));
        held.put("sow", new Semaphore(0));
        Operation operation = demolition();
        worker.takeTurn();
        await().until(() -> Objects.requireNonNull(held.get("sow")).hasQueuedThreads());
        lasting.clear();

        worker.close();
        Semaphore hold = Objects.requireNonNull(held.remove("sow"));
        try (Performing other = worker(2, journal)) {
            other.takeTurn();
            Operation end = awaitOver(operation);
            hold.release();

            assertThat(end.status()).isEqualTo(OperationStatus.SUCCEEDED);
            assertThat(end.result()).containsEntry("clear", "left");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CreateStream.HOLD, "look " + CreateStream.HOLD})
    void what_nobody_foresaw_is_undone(String where) {
        broken.add(where);

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("internal");
        assertThat(end.error().message()).contains("IllegalStateException").doesNotContain("secret");
        assertThat(world).isEmpty();
        assertThat(epochs).hasValue(1);
    }

    @Test
    void what_nobody_foresaw_while_undoing_is_left() {
        lasting.put(CreateStream.SUBSCRIBE, trouble("refused"));
        broken.add("undo " + CreateStream.HOLD);

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(end.steps().get(2).status()).isEqualTo(StepStatus.LEFT);
        assertThat(world).containsExactly(CreateStream.HOLD);
    }

    @Test
    void what_nobody_can_begin_fails() {
        broken.add("all");

        Operation end = done(opened());

        assertThat(end.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("internal");
        assertThat(epochs).hasValue(1);
    }

    @Test
    void steps_of_another_plan_are_not_taken_for_those_of_ours() {
        Operation planned = pending("orders");
        Operation operation = planned.with(planned.steps().reversed());
        journal.open(operation);

        Operation end = done(operation);

        assertThat(end.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(Objects.requireNonNull(end.error()).code()).isEqualTo("plan_differs");
        assertThat(end.steps()).isEqualTo(operation.steps());
        assertThat(world).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_waited_for() {
        var away = new AtomicInteger(5);
        var flaky = new ForwardingJournal(journal) {
            @Override
            public void write(OperationId operation, Epoch epoch, int stepIndex, Step step) {
                if (away.getAndDecrement() > 0) {
                    throw new StoreUnavailable("away");
                }
                super.write(operation, epoch, stepIndex, step);
            }
        };
        Operation operation = opened();
        try (Performing patient = worker(3, flaky)) {
            patient.takeTurn();

            assertThat(awaitOver(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
            assertThat(away.get()).isNegative();
        }
    }
}
