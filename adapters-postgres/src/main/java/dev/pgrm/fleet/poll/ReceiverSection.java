package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Receiver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * A standby's connection to its upstream: one row only while it is connected. The view masks passwords in conninfo, unlike the
 * setting primary_conninfo, which is therefore never read. 13 tells what was flushed from what was only written.
 */
final class ReceiverSection implements Section<Optional<Receiver>> {
    @Override
    public String sql(Capabilities capabilities) {
        if (capabilities.aurora()) {
            return "select null where false";
        }
        return String.format(Locale.ROOT, """
            select pid, status, slot_name, sender_host, sender_port, %s as flushed_lsn, latest_end_lsn, last_msg_receipt_time,
                   coalesce(substring(conninfo from '(?:^|\\s)application_name=(\\S+)'),
                            substring(conninfo from 'fallback_application_name=(\\S+)')) as application_name
              from pg_stat_wal_receiver
            """, capabilities.atLeast(13) ? "flushed_lsn" : "received_lsn");
    }

    @Override
    public Optional<Receiver> read(ResultSet row) throws SQLException {
        if (!row.next() || row.getObject("pid") == null) {
            return Optional.empty();
        }
        String slot = row.getString("slot_name");
        return Optional.of(new Receiver(
                row.getInt("pid"),
                row.getString("status"),
                slot == null || slot.isEmpty() ? null : Rows.slotName(row, "slot_name"),
                row.getString("sender_host"),
                Rows.integer(row, "sender_port"),
                row.getString("application_name"),
                Rows.lsn(row, "flushed_lsn"),
                Rows.lsn(row, "latest_end_lsn"),
                Rows.instant(row, "last_msg_receipt_time")));
    }
}
