package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slot of a stream that is removed, as its server has it at this moment. Another may have the name by now.
 *
 * @param position where it stood when somebody looked, unless it was read then
 */
record SlotOfStream(SlotName slot, @Nullable Lsn position, DedicatedSession source) {
    static SlotOfStream of(RemoveStream work, DedicatedSession source) {
        return new SlotOfStream(
                work.stream().requireSlot(), work.leave() == Leave.SUBSCRIPTION ? work.position() : null, source);
    }

    /** Or another of its name. */
    boolean there() throws Setback {
        return source.is("select exists (select from pg_replication_slots where slot_name = ?)", slot.value());
    }

    /** One at most. */
    List<String> readers() throws Setback {
        return source.query("""
                select format('process %s of %s from %s', active_pid, usename, coalesce(host(client_addr), 'its own host'))
                  from pg_replication_slots left join pg_stat_activity on pid = active_pid
                 where slot_name = ? and active""", row -> row.getString(1), slot.value());
    }

    private record Now(boolean here, String plugin, String position) {}

    /** Where it is still there. One that is lost has no position any more. */
    void requireSame() throws Setback {
        List<Now> found = source.query(
                """
                select coalesce(database = current_database(), false) as here, coalesce(plugin, 'none') as plugin,
                       coalesce(cast(coalesce(confirmed_flush_lsn, restart_lsn) as text), '') as position
                  from pg_replication_slots where slot_name = ?""",
                row -> new Now(row.getBoolean("here"), row.getString("plugin"), row.getString("position")),
                slot.value());
        for (Now now : found) {
            if (!now.here()) {
                throw another("it does not belong to this database");
            }
            if (!now.plugin().equals("pgoutput")) {
                throw another("its plugin is " + now.plugin());
            }
            if (position != null
                    && !now.position().isEmpty()
                    && !Lsn.parse(now.position()).equals(position)) {
                throw another("it stands at " + now.position() + ", not at " + position);
            }
        }
    }

    private Setback another(String why) {
        return Standing.slotDiffers("Slot " + slot + " on " + source.database().name()
                + " is not the one of the stream any more, or somebody reads it: " + why);
    }
}
