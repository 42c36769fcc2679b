package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SubscriptionStatements;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands on its server at this moment.
 *
 * @param name as it is called now
 * @param slot none when it let go of it
 */
record Standing(
        SubscriptionName name, boolean enabled, @Nullable String slot, List<String> publications) {
    private static final String HERE = "subdbid = (select oid from pg_database where datname = current_database())";

    /** What of that oid is there, under whatever name; nothing when it is gone. */
    static @Nullable Standing find(DedicatedSession target, Subscribed subscription) throws Setback {
        List<Standing> found = target.query(
                "select subname, subenabled, subslotname, subpublications as publications from pg_subscription"
                        + " where oid = cast(? as oid) and " + HERE,
                row -> new Standing(
                        new SubscriptionName(row.getString("subname")),
                        row.getBoolean("subenabled"),
                        row.getString("subslotname"),
                        List.of((String[]) row.getArray("publications").getArray())),
                subscription.oid().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Under that name and no other. */
    static @Nullable Standing findNamed(DedicatedSession target, Subscribed subscription) throws Setback {
        Standing found = find(target, subscription);
        return found != null && found.name.equals(subscription.name()) ? found : null;
    }

    static long oidOf(DedicatedSession target, SubscriptionName name) throws Setback {
        return target
                .query(
                        "select oid from pg_subscription where subname = ? and " + HERE,
                        row -> row.getLong(1),
                        name.value())
                .stream()
                .findFirst()
                .orElseThrow(() -> gone(target, name));
    }

    /** For what is said to it now, when another may have its former name. */
    SubscriptionStatements statements() {
        return new SubscriptionStatements(name);
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

    /** As somebody knew it when something was asked for it: by its name, too. */
    static Standing require(DedicatedSession target, Subscribed subscription) throws Setback {
        Standing found = find(target, subscription);
        if (found == null) {
            throw gone(target, subscription.name());
        }
        found.requireName(target, subscription);
        return found;
    }

    /** Statements that were planned would be said to another, or to none. */
    void requireName(DedicatedSession target, Subscribed subscription) throws Setback {
        if (!name.equals(subscription.name())) {
            throw Setback.lasting(new Trouble(
                    "subscription_renamed",
                    "Subscription " + subscription.name() + " on "
                            + target.database().name() + " is called " + name + " by now",
                    "Wait until the map shows it by that name, and ask for it once more"));
        }
    }

    static Setback gone(DedicatedSession target, SubscriptionName name) {
        return Setback.lasting(new Trouble(
                "subscription_gone",
                "There is no subscription " + name + " on " + target.database().name()
                        + " any more, or it is another one",
                "See the map for what is there now, and ask for a new operation"));
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
