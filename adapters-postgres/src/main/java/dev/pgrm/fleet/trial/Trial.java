package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One test under way: what came of its stages so far, and how much time is left for the rest. */
final class Trial {
    static final ThreadFactory THREADS =
            Thread.ofVirtual().name("connection-test-", 0).factory();

    /** A stage that minds its time ends within it and tells more than the one that has to be given up. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final long end;
    private final List<Stage> stages = new ArrayList<>();
    private final Set<Name> failed = EnumSet.noneOf(Name.class);

    Trial(Duration most) {
        this.end = System.nanoTime() + most.toNanos();
    }

    /**
     * @param needs what must not have failed, the first cause first
     * @param late what is wrong when it does not come to an end in time
     */
    record Terms(Name name, List<Name> needs, Duration most, Trouble late) {}

    /**
     * Goes through a stage, unless what it needs failed.
     *
     * @param work is told how long it may take
     * @return what later stages go on with; nothing when it did not pass
     */
    <T> @Nullable T stage(Terms terms, Function<Duration, Finding<T>> work) {
        for (Name before : terms.needs()) {
            if (failed.contains(before)) {
                String reason = "not tried, because " + Words.of(before) + " did not pass";
                note(terms.name(), new Outcome.Skipped(reason), null);
                return null;
            }
        }
        long begun = System.nanoTime();
        Finding<T> finding = attempt(terms, left(terms.most()), work);
        note(terms.name(), finding.outcome(), Duration.ofNanos(System.nanoTime() - begun));
        return finding.found();
    }

    private static <T> Finding<T> attempt(Terms terms, Duration left, Function<Duration, Finding<T>> work) {
        Finding<T> late = Finding.failed(terms.late());
        return left.isPositive()
                ? Bounded.start(THREADS, () -> work.apply(left), left.plus(GRACE), late, Trial::dispose)
                        .join()
                : late;
    }

    private Duration left(Duration most) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(most) < 0 ? left : most;
    }

    private static void dispose(Finding<?> finding) {
        if (finding.found() instanceof Session session) {
            session.close();
        }
    }

    private void note(Name name, Outcome outcome, @Nullable Duration took) {
        if (outcome instanceof Outcome.Failed) {
            failed.add(name);
        }
        stages.add(new Stage(name, outcome, took));
    }

    ConnectionTest soFar() {
        return new ConnectionTest(stages);
    }
}
