package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SkipTransaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the target. Undone as long as it has not been skipped: what was skipped is lost for good. */
record TellToSkip(SkipTransaction work, Ends ends) implements Act {
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
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        Progressed progressed = progressed();
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
        if (Standing.find(ends.target(), subscription()) == null
                || !progressed().toBeSkipped().equals(work.end())) {
            return null;
        }
        ends.target().execute(subscription().statements().skipNothing());
        return "It skips nothing";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(work.target(), subscription().statements().skipNothing());
    }
}
