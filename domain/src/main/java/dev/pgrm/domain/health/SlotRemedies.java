package dev.pgrm.domain.health;

import dev.pgrm.domain.health.ApplyErrors.Saying;
import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Quoted;
import org.jspecify.annotations.Nullable;

/** What to do about a slot, in SQL. */
final class SlotRemedies {
    private SlotRemedies() {}

    static String drop(Slot slot) {
        return "select pg_drop_replication_slot(" + Quoted.literal(slot.name()) + ");";
    }

    /** A lost slot never comes back, and neither does what was written while there was none. */
    static String anew(Source source, @Nullable Target target) {
        if (target == null) {
            return "Drop the slot on " + source.name() + (source.slot() == null ? "" : ": " + drop(source.slot()))
                    + " Then let its consumer begin anew, with a fresh copy";
        }
        boolean there = source.slot() != null;
        String detach = there
                ? ""
                : "alter subscription " + target.quoted() + " disable; alter subscription " + target.quoted()
                        + " set (slot_name = none); ";
        return "On " + target.name() + ": " + detach + "drop subscription " + target.quoted()
                + "; then truncate its tables there and create it again with a copy of the data. To keep the data instead,"
                + " create it with copy_data = false and compare both ends";
    }

    static @Nullable Diagnosis goneOnUnseenSource(Saying told, Target target, MessageCode code) {
        boolean lost = code == MessageCode.SLOT_LOST;
        String detach = lost
                ? ""
                : "alter subscription " + target.quoted() + " disable; alter subscription " + target.quoted()
                        + " set (slot_name = none); ";
        return told.stop(
                End.SOURCE,
                lost ? "Its slot on the source was invalidated" : "Its slot on the source does not exist",
                "On " + target.name() + ": " + detach + "drop subscription " + target.quoted()
                        + "; then truncate its tables there and create it again with a copy of the data");
    }
}
