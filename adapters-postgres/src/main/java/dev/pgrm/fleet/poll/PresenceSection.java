package dev.pgrm.fleet.poll;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a database has subscriptions at all: most have none, and asking for none of them is a quarter of a poll. */
final class PresenceSection implements Section<Boolean> {
    @Override
    public String sql(Capabilities capabilities) {
        return capabilities.privileges().readsSubscriptions()
                ? "select exists (select from pg_subscription where subdbid = " + capabilities.database() + ")"
                : "select false";
    }

    @Override
    public Boolean read(ResultSet row) throws SQLException {
        row.next();
        return row.getBoolean(1);
    }
}
