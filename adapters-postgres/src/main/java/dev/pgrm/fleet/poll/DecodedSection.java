package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Slot.Decoded;
import dev.pgrm.domain.postgres.SlotName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What was decoded for each logical slot, since 14. That version reads a file for it, so it is not asked for at every poll. */
final class DecodedSection implements Section<Map<SlotName, Decoded>> {
    @Override
    public String sql(Capabilities capabilities) {
        return capabilities.atLeast(14) ? """
            select slot_name, spill_txns, spill_bytes, stream_txns, stream_bytes, total_bytes
              from pg_stat_replication_slots
            """ : "select null where false";
    }

    @Override
    public Map<SlotName, Decoded> read(ResultSet row) throws SQLException {
        var decoded = new HashMap<SlotName, Decoded>();
        while (row.next()) {
            decoded.put(
                    new SlotName(row.getString("slot_name")),
                    new Decoded(
                            row.getLong("spill_txns"),
                            row.getLong("spill_bytes"),
                            row.getLong("stream_txns"),
                            row.getLong("stream_bytes"),
                            row.getLong("total_bytes")));
        }
        return decoded;
    }
}
