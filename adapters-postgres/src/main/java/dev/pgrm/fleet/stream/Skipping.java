package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SkipTransaction;
import java.util.List;

/** The acts by which a failing transaction is skipped: as PostgreSQL offers it since 15, or by its origin. */
final class Skipping {
    private Skipping() {}

    static List<Act> acts(SkipTransaction work, Ends ends) {
        Subscribed subscription = work.stream().requireSubscription();
        return work.byOrigin()
                ? List.of(
                        new Switching(subscription, false, ends),
                        new SetBehind(work, ends),
                        new Switching(subscription, true, ends))
                : List.of(
                        new TellToSkip(work, ends),
                        new Switching(subscription, true, ends),
                        new AwaitSkipped(work, ends));
    }
}
