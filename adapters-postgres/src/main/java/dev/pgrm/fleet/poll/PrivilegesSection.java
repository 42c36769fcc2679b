package dev.pgrm.fleet.poll;

import dev.pgrm.fleet.poll.Capabilities.Privileges;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What our role may see by now: an administrator who follows our advice shall see it heeded. */
final class PrivilegesSection implements Section<Privileges> {
    @Override
    public String sql(Capabilities capabilities) {
        return "select " + Privileges.COLUMNS;
    }

    @Override
    public Privileges read(ResultSet row) throws SQLException {
        row.next();
        return Privileges.of(row);
    }
}
