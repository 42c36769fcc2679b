package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.observation.Slot.Upkeep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * All slots. 13 added how much WAL is safe, 14 two-phase decoding, 16 what recovery does to slots of standbys, 17 since when a slot
 * is idle, why it was lost, and failover.
 */
final class SlotsSection implements Section<List<Slot>> {
    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select slot_name, slot_type, plugin, database, temporary, active, active_pid, restart_lsn, confirmed_flush_lsn,
                   %s as wal_status, %s as safe_wal_size, %s as inactive_since, %s as invalidation_reason,
                   coalesce(%s, false) as failover, coalesce(%s, false) as synced,
                   age(xmin) as xmin_age, age(catalog_xmin) as catalog_xmin_age, %s as conflicting, %s as two_phase
              from pg_replication_slots
            """,
                capabilities.since(13, "wal_status", "text"),
                capabilities.since(13, "safe_wal_size", "int8"),
                capabilities.since(17, "inactive_since", "timestamptz"),
                capabilities.since(17, "invalidation_reason", "text"),
                capabilities.since(17, "failover", "bool"),
                capabilities.since(17, "synced", "bool"),
                capabilities.since(16, "conflicting", "bool"),
                capabilities.since(14, "two_phase", "bool"));
    }

    @Override
    public List<Slot> read(ResultSet row) throws SQLException {
        var slots = new ArrayList<Slot>();
        while (row.next()) {
            slots.add(new Slot(
                    Objects.requireNonNull(Rows.slotName(row, "slot_name")),
                    "physical".equals(row.getString("slot_type")) ? Kind.PHYSICAL : Kind.LOGICAL,
                    row.getString("plugin"),
                    row.getString("database"),
                    row.getBoolean("temporary"),
                    row.getBoolean("active"),
                    Rows.integer(row, "active_pid"),
                    Rows.lsn(row, "restart_lsn"),
                    Rows.lsn(row, "confirmed_flush_lsn"),
                    row.getString("wal_status"),
                    Rows.number(row, "safe_wal_size"),
                    Rows.instant(row, "inactive_since"),
                    row.getString("invalidation_reason"),
                    row.getBoolean("failover"),
                    row.getBoolean("synced"),
                    upkeep(row)));
        }
        return slots;
    }

    private static Upkeep upkeep(ResultSet row) throws SQLException {
        return new Upkeep(
                Rows.number(row, "xmin_age"),
                Rows.number(row, "catalog_xmin_age"),
                Rows.flag(row, "conflicting"),
                Rows.flag(row, "two_phase"),
                null);
    }
}
