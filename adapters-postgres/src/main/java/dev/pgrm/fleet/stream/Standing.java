package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands on its server at this moment.
 *
 * @param slot none when it let go of it
 */
record Standing(boolean enabled, @Nullable String slot, List<String> publications) {

    /** What of that oid is there, under whatever name; nothing when it is gone. */
    static @Nullable Standing find(DedicatedSession target, Subscribed subscription) throws Setback {
        List<Standing> found = target.query(
                """
                select subenabled, subslotname, subpublications as publications
                  from pg_subscription
                 where oid = cast(? as oid) and subname = ?
                   and subdbid = (select oid from pg_database where datname = current_database())""",
                row -> new Standing(row.getBoolean("subenabled"), row.getString("subslotname"), List.of((String[])
                        row.getArray("publications").getArray())),
                subscription.oid().value(),
                subscription.name().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** It has that slot, or let go of it. */
    void requireSlot(DedicatedSession target, Subscribed subscription, @Nullable SlotName expected) throws Setback {
        if (slot != null && (expected == null || !slot.equals(expected.value()))) {
            throw slotDiffers("Subscription " + subscription.name() + " on "
                    + target.database().name() + " uses slot " + slot + (expected == null ? "" : ", not " + expected));
        }
    }

    static Setback slotDiffers(String how) {
        return Setback.lasting(new Trouble(
                "slot_differs", how, "Wait until the map shows what is there now, and ask for it once more"));
    }

    static Standing require(DedicatedSession target, Subscribed subscription) throws Setback {
        Standing found = find(target, subscription);
        if (found == null) {
            throw Setback.lasting(new Trouble(
                    "subscription_gone",
                    "There is no subscription " + subscription.name() + " on "
                            + target.database().name() + " any more, or it is another one",
                    "See the map for what is there now, and ask for a new operation"));
        }
        return found;
    }

    /** By which it reads the source's log. */
    String requireSlot() throws Setback {
        if (slot == null) {
            throw Setback.lasting(new Trouble(
                    "slot_missing",
                    "The subscription was told to use no slot, so that nothing flows",
                    "Create the stream anew"));
        }
        return slot;
    }
}
