package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;

/** Whether both ends can be reached, and are what the map took them for. */
record CheckRemoval(LogicalStream stream, Ends ends) implements Act {
    private static final String WITHOUT_SOURCE =
            "If the source stays away, remove the stream with leave=slot: its slot is dropped when the source is back";
    private static final String WITHOUT_TARGET =
            "If the subscription is gone for good, remove the stream with leave=subscription";

    private interface Opening {
        DedicatedSession open() throws Setback;
    }

    @Override
    public String name() {
        return RemoveStream.CHECK;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = or(WITHOUT_SOURCE, ends::source);
        DedicatedSession target = or(WITHOUT_TARGET, ends::target);
        standing(target).requireSlot(target, stream.requireSubscription(), stream.slot());
        return stream.slot() == null ? "The subscription has no slot" : found(source, stream.slot());
    }

    private Standing standing(DedicatedSession target) throws Setback {
        Standing found = Standing.find(target, stream.requireSubscription());
        if (found == null) {
            throw with(Standing.gone(target, stream.requireSubscription().name()), WITHOUT_TARGET);
        }
        found.requireName(target, stream.requireSubscription());
        return found;
    }

    private static String found(DedicatedSession source, SlotName slot) throws Setback {
        List<Boolean> ours = source.query(
                "select coalesce(database = current_database(), false) from pg_replication_slots where slot_name = ?",
                row -> row.getBoolean(1),
                slot.value());
        if (ours.contains(false)) {
            throw Standing.slotDiffers("Slot " + slot + " does not belong to "
                    + source.database().name() + ", but to another database of its server");
        }
        return ours.isEmpty() ? "Slot " + slot + " is gone already" : "Both are as the map shows them";
    }

    private static DedicatedSession or(String remedy, Opening opening) throws Setback {
        try {
            return opening.open();
        } catch (Setback e) {
            throw with(e, remedy);
        }
    }

    private static Setback with(Setback setback, String remedy) {
        Trouble trouble = setback.trouble();
        var more = new Trouble(trouble.code(), trouble.message(), trouble.remedy() + ". " + remedy);
        return setback.passing() ? Setback.passing(more) : Setback.lasting(more);
    }
}
