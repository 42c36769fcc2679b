package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;

/** Whoever reads the slot now is not the subscription that is removed, and loses it no less. */
record AwaitIdleSlot(SlotName slot, int looks, Ends ends) implements Act {
    private static final int LOOKS = 120;

    /** Its reader was stopped just now. */
    static AwaitIdleSlot inAWhile(SlotName slot, Ends ends) {
        return new AwaitIdleSlot(slot, LOOKS, ends);
    }

    /** Nobody is stopped for it. */
    static AwaitIdleSlot atOnce(SlotName slot, Ends ends) {
        return new AwaitIdleSlot(slot, 1, ends);
    }

    @Override
    public String name() {
        return RemoveStream.IDLE;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        List<String> readers = readers(ends.source(), slot);
        for (int look = 1; look < looks && !readers.isEmpty(); look++) {
            telling.pause();
            readers = readers(ends.source(), slot);
        }
        if (!readers.isEmpty()) {
            throw active(slot, ends.source(), readers.getFirst());
        }
        return "Nobody reads it";
    }

    /** One at most. */
    static List<String> readers(DedicatedSession source, SlotName slot) throws Setback {
        return source.query("""
                select format('process %s of %s from %s', active_pid, usename, coalesce(host(client_addr), 'its own host'))
                  from pg_replication_slots left join pg_stat_activity on pid = active_pid
                 where slot_name = ? and active""", row -> row.getString(1), slot.value());
    }

    static Setback active(SlotName slot, DedicatedSession source, String reader) {
        return Setback.lasting(new Trouble(
                "slot_active",
                "Slot " + slot + " on " + source.database().name() + " is in use by " + reader,
                "Stop its reader first, which is another subscription or program; then try again"));
    }
}
