package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SkipTransaction;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the target. Undone as long as it has not been skipped: what was skipped is lost for good. */
record TellToSkip(SkipTransaction work, Ends ends) implements Act {
    private static final String ENABLED = "enabled";
    private static final String COMPARE = "Compare the tables that it changed with those of the source";

    @Override
    public String name() {
        return SkipTransaction.SKIP;
    }

    private Subscribed subscription() {
        return work.stream().requireSubscription();
    }

    private Progressed progressed() throws Setback {
        return new Progressed(subscription(), ends.target());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(ENABLED, Boolean.toString(progressed().standing().enabled()));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        Progressed progressed = progressed();
        progressed.standing();
        Lsn pending = progressed.toBeSkipped();
        if (!pending.equals(Lsn.ZERO) && !pending.equals(work.end())) {
            throw Setback.untouched(new Trouble(
                    "skip_pending",
                    "The subscription was told to skip the transaction that ends at " + pending + " already",
                    "Wait until it is skipped, or say: "
                            + subscription().statements().skipNothing() + ";"));
        }
        Lsn reached = progressed.reachedIfSeen();
        if (reached != null && reached.isAfter(work.end())) {
            if (telling.resumed()) {
                return "It was told; the stream has come past it";
            }
            throw Setback.untouched(new Trouble(
                    "past_already",
                    "The stream has come to " + reached + ", past the transaction that ends at " + work.end(),
                    "Read what the stream fails on now, if it does, and take the position that is told there"));
        }
        if (pending.equals(Lsn.ZERO)) {
            ends.target().execute(subscription().statements().skip(work.end()));
        }
        return "It skips the transaction that ends at " + work.end()
                + (work.told() ? "" : "; nobody checked that this is the one that fails, as no log told it");
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Standing standing = Standing.find(target, subscription());
        if (standing == null) {
            return null;
        }
        boolean pending = pendingOnceStopped(target, standing, telling);
        if (pending) {
            target.execute(standing.statements().skipNothing());
        }
        if (Boolean.parseBoolean(notes.getOrDefault(ENABLED, Boolean.toString(standing.enabled())))) {
            target.execute(standing.statements().enable());
        }
        if (!pending) {
            requireNotSkipped();
        }
        return pending ? "It skips nothing" : null;
    }

    /** Whether it was not skipped: as long as it is told to, and its worker runs, it may be this very moment. */
    private boolean pendingOnceStopped(DedicatedSession target, Standing standing, Telling telling) throws Setback {
        if (!isPending()) {
            return false;
        }
        if (standing.enabled()) {
            try {
                target.execute(standing.statements().disable());
            } catch (Setback e) {
                // It changes while it is skipped, which refuses that.
                if (isPending()) {
                    throw e;
                }
            }
        }
        Switching.endApplying(target, subscription().oid().value(), telling);
        return isPending();
    }

    private boolean isPending() throws Setback {
        return progressed().toBeSkipped().equals(work.end());
    }

    private void requireNotSkipped() throws Setback {
        Lsn reached = progressed().reachedIfSeen();
        if (reached == null || reached.isAfter(work.end())) {
            throw Setback.lasting(new Trouble("skipped_already", skipped(reached), COMPARE));
        }
    }

    private String skipped(@Nullable Lsn reached) {
        if (reached == null) {
            return "Nothing is to be skipped any more; whether it was skipped, for good, stands in the log of the target alone";
        }
        return work.told()
                ? "It was skipped, for good: the stream has come to " + reached
                : "The stream has come to " + reached
                        + ", past it; whether it was skipped, for good, stands in the target's log";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return "-- unless it was skipped: then compare the tables that it changed with those of the source\n"
                + Ends.byHand(work.target(), subscription().statements().skipNothing());
    }
}
