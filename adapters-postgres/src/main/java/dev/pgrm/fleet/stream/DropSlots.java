package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source: that of the subscription, and those of copies that had not ended. For good. */
record DropSlots(RemoveStream work, Ends ends, Remains remains) implements Act {
    @Override
    public String name() {
        return RemoveStream.SLOTS;
    }

    private boolean there() throws Setback {
        return work.stream().slot() != null
                && SlotOfStream.of(work, ends.source()).there();
    }

    @Override
    public Map<String, String> look() throws Setback {
        var notes = new HashMap<>(remains.look(ends.source()));
        notes.put(Creating.THERE, Boolean.toString(there()));
        return notes;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        remains.noted(notes);
        DedicatedSession source = ends.source();
        SlotName slot = work.stream().slot();
        if (slot != null && work.leave() == Leave.SUBSCRIPTION) {
            drop(source, slot);
        }
        CopySlots copies = remains.copies();
        if (copies != null) {
            copies.drop(source, telling);
        }
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
        SlotOfStream now = SlotOfStream.of(work, source);
        List<String> readers = now.readers();
        if (!readers.isEmpty() && work.leave() == Leave.SUBSCRIPTION) {
            throw AwaitIdleSlot.active(now, readers.getFirst());
        }
        if (now.there()) {
            now.requireSame();
            source.execute(RemoveStream.dropSlot(slot));
        }
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        SlotName slot = work.stream().slot();
        if (slot != null && Boolean.parseBoolean(notes.get(Creating.THERE)) && !there()) {
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
