package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source: that of the subscription, and those of copies that had not ended. For good. */
record DropSlots(RemoveStream work, Ends ends, Remains remains) implements Act {
    @Override
    public String name() {
        return RemoveStream.SLOTS;
    }

    private boolean there(DedicatedSession source, SlotName slot) throws Setback {
        return source.is("select exists (select from pg_replication_slots where slot_name = ?)", slot.value());
    }

    @Override
    public Map<String, String> look() throws Setback {
        SlotName slot = work.stream().slot();
        return Map.of(Creating.THERE, Boolean.toString(slot != null && there(ends.source(), slot)));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends.source();
        CopySlots copies = remains.copies();
        if (copies != null) {
            copies.drop(source, telling);
        }
        SlotName slot = work.stream().slot();
        if (slot == null) {
            return "There is none left";
        }
        drop(source, slot);
        return Boolean.parseBoolean(notes.get(Creating.THERE))
                ? "The log is not held back for it any more"
                : "It was gone already";
    }

    /** As long as nothing else was removed, whoever reads the slot keeps it; else they are waited for. */
    private void drop(DedicatedSession source, SlotName slot) throws Setback {
        List<String> readers = AwaitIdleSlot.readers(source, slot);
        if (!readers.isEmpty() && work.leave() == Leave.SUBSCRIPTION) {
            throw AwaitIdleSlot.active(slot, source, readers.getFirst());
        }
        if (there(source, slot)) {
            source.execute(RemoveStream.dropSlot(slot));
        }
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        SlotName slot = work.stream().slot();
        if (slot != null && Boolean.parseBoolean(notes.get(Creating.THERE)) && !there(ends.source(), slot)) {
            throw Setback.lasting(new Trouble(
                    "slot_gone",
                    "Slot " + slot + " is gone, and cannot be brought back",
                    "Try it again, so that the rest is removed, too"));
        }
        return "It was not dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return remains.byHand();
    }

    @Override
    public Map<String, String> left() {
        return remains.left();
    }
}
