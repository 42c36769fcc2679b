package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is being sent WAL. Standbys have senders too: cascades. The functions beneath pg_stat_replication, since the view goes
 * through all sessions of the server and these only through the senders. The columns are the same in all versions.
 */
final class SendersSection implements Section<List<Sender>> {
    @Override
    public String sql(Capabilities capabilities) {
        return """
            select sender.pid, process.application_name, host(process.client_addr) as client_host, process.client_port,
                   sender.state, sent_lsn, flush_lsn, replay_lsn, extract(epoch from replay_lag)::float8 as replay_lag,
                   sync_state, reply_time,
                   case when process.query like 'START_REPLICATION%' then process.query end as request
              from pg_stat_get_wal_senders() as sender
              left join lateral pg_stat_get_activity(sender.pid) as process on true
            """;
    }

    @Override
    public List<Sender> read(ResultSet row) throws SQLException {
        var senders = new ArrayList<Sender>();
        while (row.next()) {
            String name = row.getString("application_name");
            String request = row.getString("request");
            senders.add(new Sender(
                    row.getInt("pid"),
                    name == null ? "" : name,
                    row.getString("client_host"),
                    Rows.integer(row, "client_port"),
                    row.getString("state"),
                    Rows.lsn(row, "sent_lsn"),
                    Rows.lsn(row, "flush_lsn"),
                    Rows.lsn(row, "replay_lsn"),
                    Rows.seconds(row, "replay_lag"),
                    row.getString("sync_state"),
                    Rows.instant(row, "reply_time"),
                    request == null ? null : StartReplication.parse(request)));
        }
        return senders;
    }
}
