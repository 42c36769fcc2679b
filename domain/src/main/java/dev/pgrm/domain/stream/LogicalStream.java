package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A logical stream as the map shows it when somebody wants something done with it.
 *
 * @param source none unless it is registered
 * @param target none unless it is registered
 * @param subscription none where it was never seen
 */
public record LogicalStream(
        StreamId id,
        String name,
        @Nullable End source,
        @Nullable End target,
        @Nullable Subscribed subscription,
        @Nullable SlotName slot,
        List<PublicationName> publications) {
    public LogicalStream {
        publications = List.copyOf(publications);
    }

    /** @param oid by which it is known again, as another may take the name */
    public record Subscribed(Oid oid, SubscriptionName name) {
        public SubscriptionStatements statements() {
            return new SubscriptionStatements(name);
        }
    }

    /** The same, from a source that is known better than the map tells. */
    public LogicalStream from(End other) {
        return new LogicalStream(id, name, other, target, subscription, slot, publications);
    }

    /** For work that takes both. */
    public End requireSource() {
        return required(source, "source");
    }

    public End requireTarget() {
        return required(target, "target");
    }

    public Subscribed requireSubscription() {
        return required(subscription, "subscription");
    }

    public SlotName requireSlot() {
        return required(slot, "slot");
    }

    private <T> T required(@Nullable T part, String what) {
        if (part == null) {
            throw new IllegalArgumentException("The " + what + " of stream " + name + " is not known");
        }
        return part;
    }
}
