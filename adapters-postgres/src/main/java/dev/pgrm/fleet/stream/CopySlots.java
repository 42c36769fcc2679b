package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;

/** What the copies of a subscription's tables hold on its source; to be dropped once its workers have ended. */
record CopySlots(SlotsOfCopies slots, String system) {
    static String systemOf(DedicatedSession target) throws Setback {
        return target.query("select cast(system_identifier as text) from pg_control_system()", row -> row.getString(1))
                .getFirst();
    }

    /** Waits for those that are still being let go. */
    void drop(DedicatedSession source, Telling telling) throws Setback {
        while (there(source)) {
            source.query(slots.drop("?"), row -> true, system);
            telling.pause();
        }
    }

    private boolean there(DedicatedSession source) throws Setback {
        List<Boolean> found = source.query(
                "select exists (select from pg_replication_slots where slot_name like ?)",
                row -> row.getBoolean(1),
                slots.pattern(system));
        return found.getFirst();
    }
}
