package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far changes of each origin were applied, which pg_monitor alone may not see. Subscriptions are in a catalog that all databases of
 * a server share; since 14 everybody may see their oids,
 * unless somebody took that away.
 */
final class OriginsSection implements Section<List<Origin>> {
    private static final String SUBSCRIBED = """
            exists (select from pg_subscription as subscription
                     where external_id = 'pg_' || subscription.oid
                        or starts_with(external_id, 'pg_' || subscription.oid || '_'))""";

    @Override
    public String sql(Capabilities capabilities) {
        return capabilities.privileges().readsOrigins()
                ? String.format(
                        Locale.ROOT,
                        """
            select external_id, remote_lsn, local_lsn, %s as subscribed
              from pg_show_replication_origin_status()
             where external_id is not null
            """,
                        capabilities.privileges().readsSubscriptions()
                                ? capabilities.since(14, SUBSCRIBED, "bool")
                                : "null::bool")
                : "select null where false";
    }

    @Override
    public List<Origin> read(ResultSet row) throws SQLException {
        var origins = new ArrayList<Origin>();
        while (row.next()) {
            boolean subscribed = row.getBoolean("subscribed");
            origins.add(new Origin(
                    row.getString("external_id"),
                    Rows.lsn(row, "remote_lsn"),
                    Rows.lsn(row, "local_lsn"),
                    row.wasNull() ? null : subscribed));
        }
        return origins;
    }
}
