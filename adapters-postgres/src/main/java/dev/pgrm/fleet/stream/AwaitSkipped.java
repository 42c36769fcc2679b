package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.SkipTransaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Until the target forgets what to skip: because it was skipped, or because another transaction came first. */
record AwaitSkipped(SkipTransaction work, Ends ends) implements Act {
    private static final int LOOKS = 120;

    @Override
    public String name() {
        return SkipTransaction.PASS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        var progressed = new Progressed(work.stream().requireSubscription(), ends.target());
        for (int look = 0; look < LOOKS; look++) {
            if (progressed.toBeSkipped().equals(Lsn.ZERO)) {
                return outcome(progressed.reachedIfSeen());
            }
            telling.pause();
        }
        throw Setback.lasting(new Trouble(
                "not_skipped",
                "The stream does not come to the transaction that ends at " + work.end()
                        + ": it fails on another, or hears nothing of its source",
                "See the stream's errors for the position that its latest one calls finished at"));
    }

    private String outcome(@Nullable Lsn reached) throws Setback {
        if (reached == null) {
            return "Nothing is to be skipped any more; whether it was skipped stands in the log of the target alone";
        }
        if (!reached.isAfter(work.end())) {
            throw Setback.lasting(new Trouble(
                    "skip_cleared",
                    "Another transaction came first, at " + reached
                            + ", so that PostgreSQL gave up what it was to skip",
                    "See the stream's errors for the position that its latest one calls finished at"));
        }
        return work.told()
                ? "It was skipped: the stream has come to " + reached + ". Compare the tables that it had changed"
                : "The stream has come to " + reached + ", past it; whether it was skipped stands in the target's log";
    }
}
