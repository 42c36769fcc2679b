package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A logical stream to be judged: the facts of both ends, as far as they are being seen.
 *
 * @param source none while it cannot be seen, or is not registered
 * @param target none while it cannot be seen, or is not registered
 * @param sourceGone why the source cannot be seen; none when it can, or nobody registered it
 * @param opposed whether another stream brings changes the other way
 */
public record LogicalCase(
        @Nullable Source source,
        @Nullable Target target,
        @Nullable Trouble sourceGone,
        @Nullable Trouble targetGone,
        Measures measures,
        boolean opposed) {
    /**
     * The publishing end.
     *
     * @param database none unless it is registered
     * @param slotFeedsAnother its slot exists, and another subscription gets what it sends
     */
    public record Source(
            String name,
            Seen seen,
            @Nullable DatabaseFacts database,
            @Nullable Slot slot,
            @Nullable Sender sender,
            boolean slotFeedsAnother) {
        PgVersion version() {
            return seen.server().identity().version();
        }
    }

    /** The subscribing end. */
    public record Target(String name, Seen seen, Subscription subscription) {
        PgVersion version() {
            return seen.server().identity().version();
        }

        String quoted() {
            return Quoted.identifier(subscription.name());
        }

        String enable() {
            return "alter subscription " + quoted() + " enable;";
        }
    }

    public List<Diagnosis> diagnoses() {
        var found = new ArrayList<Diagnosis>();
        if (source != null) {
            SlotChecks.look(source, target, measures, found::add);
            PublicationChecks.look(source, target, found::add);
        }
        if (target != null) {
            SubscriptionChecks.look(target, source, opposed, found::add);
            ApplyChecks.look(this, target, found::add);
            CopyChecks.look(target, measures, found::add);
        }
        LagChecks.look(this, found::add);
        ReachChecks.look(this, found::add);
        return List.copyOf(found);
    }
}
