package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.fleet.connection.Quoting;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a server is and what our role may see there, found out when a session begins. Statements are composed from it, so that
 * one forbidden view never blinds the rest.
 *
 * @param aurora whether it is Amazon Aurora, whose storage replicates without WAL and whose functions about WAL refuse to be called
 */
public record Capabilities(PgVersion version, String role, boolean aurora, Privileges privileges) {
    private static final int OLDEST_MAJOR = 12;

    public static Capabilities probe(Connection connection) throws SQLException, Troubled {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(String.format(Locale.ROOT, """
                        select current_setting('server_version_num')::int,
                               current_user,
                               coalesce(current_setting('rds.extensions', true), '') like '%%aurora_stat_utils%%',
                               %s
                        """, Privileges.COLUMNS))) {
            row.next();
            return new Capabilities(supported(row.getInt(1)), row.getString(2), row.getBoolean(3), Privileges.of(row));
        }
    }

    private static PgVersion supported(int number) throws Troubled {
        if (number < OLDEST_MAJOR * 10_000) {
            throw new Troubled(new Trouble(
                    "version_unsupported",
                    "The server is a PostgreSQL of version number " + number + ", which is too old to be watched",
                    "Upgrade it to PostgreSQL " + OLDEST_MAJOR + " or newer, or remove it from the registry"));
        }
        return new PgVersion(number);
    }

    /** What our role may see. It changes while a session lasts, so every poll asks again. */
    public record Privileges(
            boolean monitors, boolean readsSubscriptions, boolean readsConnectionStrings, LogAccess log) {
        static final String COLUMNS = """
            pg_has_role(current_user, 'pg_monitor', 'usage') as monitors,
                   has_column_privilege('pg_catalog.pg_subscription', 'oid', 'select') as reads_subscriptions,
                   has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select') as reads_connections,\n""" + LogAccess.COLUMNS;

        static Privileges of(ResultSet row) throws SQLException {
            return new Privileges(
                    row.getBoolean("monitors"),
                    row.getBoolean("reads_subscriptions"),
                    row.getBoolean("reads_connections"),
                    LogAccess.of(row));
        }
    }

    public boolean atLeast(int major) {
        return version.atLeast(major);
    }

    /** A column that came with some version, or null of its type before. */
    String since(int major, String column, String type) {
        return atLeast(major) ? column : "null::" + type;
    }

    List<MissingPrivilege> missing() {
        return Stream.concat(needed().stream(), useful().stream()).toList();
    }

    /** What we are half blind without. */
    public List<MissingPrivilege> needed() {
        var missing = new ArrayList<MissingPrivilege>();
        if (!privileges.monitors()) {
            missing.add(new MissingPrivilege(
                    "positions and addresses of senders and receivers",
                    "grant pg_monitor to " + Quoting.identifier(role)));
        }
        if (!privileges.readsSubscriptions()) {
            missing.add(new MissingPrivilege(
                    "subscriptions", "grant select (oid) on pg_subscription to " + Quoting.identifier(role)));
        }
        return missing;
    }

    /** What can be had on some servers only, and is inferred elsewhere. */
    public List<MissingPrivilege> useful() {
        return privileges.readsConnectionStrings()
                ? List.of()
                : List.of(new MissingPrivilege(
                        "where subscriptions connect to",
                        "grant select (subconninfo) on pg_subscription to " + Quoting.identifier(role)));
    }
}
