package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How far changes of each origin were applied, which pg_monitor alone may not see. */
final class OriginsSection implements Section<List<Origin>> {
    @Override
    public String sql(Capabilities capabilities) {
        return capabilities.privileges().readsOrigins() ? """
            select external_id, remote_lsn, local_lsn
              from pg_show_replication_origin_status()
             where external_id is not null
            """ : "select null where false";
    }

    @Override
    public List<Origin> read(ResultSet row) throws SQLException {
        var origins = new ArrayList<Origin>();
        while (row.next()) {
            origins.add(
                    new Origin(row.getString("external_id"), Rows.lsn(row, "remote_lsn"), Rows.lsn(row, "local_lsn")));
        }
        return origins;
    }
}
