package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot as it stands on its server at this moment.
 *
 * @param fits it is one that a subscription to this database may use
 * @param at up to where what it holds was read; of one that nobody has read from, where it was made, which no other one has
 */
record FoundSlot(boolean fits, String at) {
    static @Nullable FoundSlot find(DedicatedSession source, SlotName slot) throws Setback {
        List<FoundSlot> found =
                source.query("""
                select coalesce(database = current_database() and plugin = 'pgoutput' and not temporary, false) as fits,
                       coalesce(cast(confirmed_flush_lsn as text), '') as at
                  from pg_replication_slots where slot_name = ?""", row -> new FoundSlot(row.getBoolean("fits"), row.getString("at")), slot.value());
        return found.isEmpty() ? null : found.getFirst();
    }
}
