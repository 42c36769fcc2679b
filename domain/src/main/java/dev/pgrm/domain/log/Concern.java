package dev.pgrm.domain.log;

import static dev.pgrm.domain.log.MessageCode.ACCESS_REJECTED;
import static dev.pgrm.domain.log.MessageCode.AUTHENTICATION_FAILED;
import static dev.pgrm.domain.log.MessageCode.CONNECT_FAILED;
import static dev.pgrm.domain.log.MessageCode.DATABASE_MISSING;
import static dev.pgrm.domain.log.MessageCode.FAILOVER_SLOT_WAIT;
import static dev.pgrm.domain.log.MessageCode.LIMITS_TOO_LOW;
import static dev.pgrm.domain.log.MessageCode.ORIGINS_EXHAUSTED;
import static dev.pgrm.domain.log.MessageCode.RECEIVER_TIMEOUT;
import static dev.pgrm.domain.log.MessageCode.RECOVERY_CONFLICT;
import static dev.pgrm.domain.log.MessageCode.REPLICATION_FAILED;
import static dev.pgrm.domain.log.MessageCode.ROLE_MISSING;
import static dev.pgrm.domain.log.MessageCode.SENDERS_EXHAUSTED;
import static dev.pgrm.domain.log.MessageCode.SENDER_TERMINATED;
import static dev.pgrm.domain.log.MessageCode.SERVER_UNREACHABLE;
import static dev.pgrm.domain.log.MessageCode.SLOTS_EXHAUSTED;
import static dev.pgrm.domain.log.MessageCode.SLOT_BUSY;
import static dev.pgrm.domain.log.MessageCode.SLOT_LOST;
import static dev.pgrm.domain.log.MessageCode.SLOT_MISSING;
import static dev.pgrm.domain.log.MessageCode.SOURCE_ENDED;
import static dev.pgrm.domain.log.MessageCode.SOURCE_STOPPING;
import static dev.pgrm.domain.log.MessageCode.STREAM_BROKEN;
import static dev.pgrm.domain.log.MessageCode.SYSTEM_DIFFERS;
import static dev.pgrm.domain.log.MessageCode.TIMELINE_DIVERGED;
import static dev.pgrm.domain.log.MessageCode.TIMELINE_SWITCHED;
import static dev.pgrm.domain.log.MessageCode.WAL_LEVEL_TOO_LOW;
import static dev.pgrm.domain.log.MessageCode.WAL_REMOVED;
import static dev.pgrm.domain.log.MessageCode.WORKERS_EXHAUSTED;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of one server concern one end of a stream.
 *
 * @param unnamed codes of messages that concern it even where they name neither a subscription nor a slot
 */
public record Concern(
        @Nullable Oid subscription,
        @Nullable SubscriptionName subscriptionName,
        @Nullable SlotName slot,
        Set<String> unnamed) {
    /** They concern all subscriptions of a server. */
    private static final Set<String> OF_SUBSCRIBERS = codes(WORKERS_EXHAUSTED, ORIGINS_EXHAUSTED);

    /** They concern all whom a server sends to. */
    private static final Set<String> OF_PUBLISHERS =
            codes(FAILOVER_SLOT_WAIT, SLOTS_EXHAUSTED, SENDERS_EXHAUSTED, WAL_LEVEL_TOO_LOW);

    /** A standby has one source only, so what goes wrong with it concerns that one. */
    private static final Set<String> OF_STANDBYS = codes(
            CONNECT_FAILED,
            SERVER_UNREACHABLE,
            AUTHENTICATION_FAILED,
            ACCESS_REJECTED,
            DATABASE_MISSING,
            ROLE_MISSING,
            SOURCE_STOPPING,
            STREAM_BROKEN,
            SENDER_TERMINATED,
            RECEIVER_TIMEOUT,
            SOURCE_ENDED,
            REPLICATION_FAILED,
            SLOT_MISSING,
            SLOT_LOST,
            SLOT_BUSY,
            SENDERS_EXHAUSTED,
            WAL_REMOVED,
            TIMELINE_SWITCHED,
            TIMELINE_DIVERGED,
            SYSTEM_DIFFERS,
            LIMITS_TOO_LOW,
            RECOVERY_CONFLICT);

    public Concern {
        unnamed = Set.copyOf(unnamed);
    }

    /**
     * In the log of the subscriber.
     *
     * @param slot that its worker reads from
     */
    public static Concern subscription(@Nullable Oid oid, @Nullable SubscriptionName name, @Nullable SlotName slot) {
        return new Concern(oid, name, slot, OF_SUBSCRIBERS);
    }

    /** In the log of the publisher or primary. */
    public static Concern slot(SlotName slot) {
        return new Concern(null, null, slot, OF_PUBLISHERS);
    }

    /** In the log of the standby. */
    public static Concern standby(@Nullable SlotName slot) {
        return new Concern(null, null, slot, OF_STANDBYS);
    }

    /** An oid outlives the renaming of a subscription; a name is what is left where the message has no oid. */
    public boolean covers(ReplicationMessage message) {
        if (subscription != null && message.subscription() != null) {
            return subscription.equals(message.subscription());
        }
        if (message.subscriptionName() != null) {
            return message.subscriptionName().equals(subscriptionName);
        }
        if (message.slot() != null && slot != null) {
            return message.slot().equals(slot);
        }
        return message.subscription() == null && unnamed.contains(message.code());
    }

    private static Set<String> codes(MessageCode... codes) {
        return Arrays.stream(codes).map(MessageCode::code).collect(Collectors.toUnmodifiableSet());
    }
}
