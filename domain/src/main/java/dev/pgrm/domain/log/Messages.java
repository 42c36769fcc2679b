package dev.pgrm.domain.log;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of one server, oldest first. */
public record Messages(List<ReplicationMessage> all) {
    public Messages {
        all = List.copyOf(all);
    }

    public static Messages in(ServerLog log) {
        return new Messages(log.recent());
    }

    /** Of the subscriber's log. */
    public List<ReplicationMessage> about(@Nullable Oid subscription, @Nullable SubscriptionName name) {
        return about(Concern.subscription(subscription, name, null));
    }

    /** Of the publisher's or primary's log. */
    public List<ReplicationMessage> aboutSlot(SlotName slot) {
        return about(Concern.slot(slot));
    }

    /** Of the standby's log. */
    public List<ReplicationMessage> aboutStandby(@Nullable SlotName slot) {
        return about(Concern.standby(slot));
    }

    public List<ReplicationMessage> about(Concern concern) {
        return all.stream().filter(concern::covers).toList();
    }
}
