package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import java.util.List;
import java.util.Map;

/** Whoever reads the slot now is not the subscription that is removed, and loses it no less. */
record AwaitIdleSlot(RemoveStream work, Ends ends) implements Act {
    private static final int LOOKS = 120;

    @Override
    public String name() {
        return RemoveStream.IDLE;
    }

    /** Its reader was stopped just now; nobody is stopped for it where the subscription is left. */
    private int looks() {
        return work.leave() == Leave.SUBSCRIPTION ? 1 : LOOKS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        SlotOfStream slot = SlotOfStream.of(work, ends.source());
        List<String> readers = slot.readers();
        for (int look = 1; look < looks() && !readers.isEmpty(); look++) {
            telling.pause();
            readers = slot.readers();
        }
        if (!readers.isEmpty()) {
            throw active(slot, readers.getFirst());
        }
        slot.requireSame();
        return "Nobody reads it";
    }

    static Setback active(SlotOfStream slot, String reader) {
        return Setback.lasting(new Trouble(
                "slot_active",
                "Slot " + slot.slot() + " on " + slot.source().database().name() + " is in use by " + reader,
                "Stop its reader first, which is another subscription or program; then try again"));
    }
}
