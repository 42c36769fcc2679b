package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;

/** What the copies of a subscription's tables hold on its source; to be dropped once its workers have ended. */
record CopySlots(SlotsOfCopies slots, String system) {
    private static final int LOOKS = 120;

    static String systemOf(DedicatedSession target) throws Setback {
        return target.query("select cast(system_identifier as text) from pg_control_system()", row -> row.getString(1))
                .getFirst();
    }

    /** Waits a while for those that are still being let go. */
    void drop(DedicatedSession source, Telling telling) throws Setback {
        for (int look = 0; look < LOOKS; look++) {
            if (there(source).isEmpty()) {
                return;
            }
            source.query(slots.drop("?"), row -> true, system);
            telling.pause();
        }
        List<String> left = there(source);
        if (!left.isEmpty()) {
            throw Setback.passing(new Trouble(
                    "slot_active",
                    "On " + source.database().name() + " these slots of copies are still read: "
                            + String.join(", ", left),
                    "See pg_replication_slots there for who reads them, and end that"));
        }
    }

    List<String> there(DedicatedSession source) throws Setback {
        return source.query(
                "select slot_name from pg_replication_slots where slot_name like ?",
                row -> row.getString(1),
                slots.pattern(system));
    }
}
