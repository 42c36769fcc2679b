package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.PgVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server is and what our role may see there, found out once for each session. Statements are composed from it, so that
 * one forbidden view never blinds the rest.
 */
record Capabilities(PgVersion version, String role, boolean monitors, boolean readsConnectionStrings) {

    /** Bounds the session and probes it, in one round trip. */
    static Capabilities probe(Connection connection, long statementMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(Locale.ROOT, """
                    set statement_timeout = '%1$dms';
                    set lock_timeout = '%1$dms';
                    set default_transaction_read_only = on;
                    set jit = off;
                    select current_setting('server_version_num')::int,
                           current_user,
                           pg_has_role(current_user, 'pg_monitor', 'usage'),
                           has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select')
                    """, statementMillis));
            while (!statement.getMoreResults() && statement.getUpdateCount() >= 0) {
                // The settings before the one row have no result of their own.
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new Capabilities(
                        new PgVersion(row.getInt(1)), row.getString(2), row.getBoolean(3), row.getBoolean(4));
            }
        }
    }

    boolean atLeast(int major) {
        return version.atLeast(major);
    }

    /** A column that came with some version, or null of its type before. */
    String since(int major, String column, String type) {
        return atLeast(major) ? column : "null::" + type;
    }

    List<MissingPrivilege> missing() {
        var missing = new ArrayList<MissingPrivilege>();
        if (!monitors) {
            missing.add(new MissingPrivilege(
                    "positions and addresses of senders and receivers",
                    "grant pg_monitor to " + Quoting.identifier(role)));
        }
        if (!readsConnectionStrings) {
            missing.add(new MissingPrivilege(
                    "where subscriptions connect to",
                    "grant select (subconninfo) on pg_subscription to " + Quoting.identifier(role)));
        }
        return missing;
    }
}
