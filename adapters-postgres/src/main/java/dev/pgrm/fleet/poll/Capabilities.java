package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.Quoted;
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
 * @param database the oid of the database that the session is on
 * @param aurora whether it is Amazon Aurora, whose storage replicates without WAL and whose functions about WAL refuse to be called
 */
public record Capabilities(PgVersion version, String role, long database, boolean aurora, Privileges privileges) {
    private static final int OLDEST_MAJOR = 12;

    public static Capabilities probe(Connection connection) throws SQLException, Troubled {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(String.format(Locale.ROOT, """
                        select current_setting('server_version_num')::int,
                               current_user,
                               (select oid::int8 from pg_database where datname = current_database()),
                               coalesce(current_setting('rds.extensions', true), '') like '%%aurora_stat_utils%%',
                               %s
                        """, Privileges.COLUMNS))) {
            row.next();
            return new Capabilities(
                    supported(row.getInt(1)), row.getString(2), row.getLong(3), row.getBoolean(4), Privileges.of(row));
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
            boolean monitors,
            boolean readsSubscriptions,
            boolean readsConnectionStrings,
            boolean readsOrigins,
            LogAccess log) {
        static final String COLUMNS = """
            pg_has_role(current_user, 'pg_monitor', 'usage') as monitors,
                   has_column_privilege('pg_catalog.pg_subscription', 'oid', 'select') as reads_subscriptions,
                   has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select') as reads_connections,
                   has_function_privilege('pg_catalog.pg_show_replication_origin_status()', 'execute') as reads_origins,
            """ + LogAccess.COLUMNS;

        static Privileges of(ResultSet row) throws SQLException {
            return new Privileges(
                    row.getBoolean("monitors"),
                    row.getBoolean("reads_subscriptions"),
                    row.getBoolean("reads_connections"),
                    row.getBoolean("reads_origins"),
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
                    "positions and addresses of senders and receivers, what processes do and wait for, and sizes",
                    "grant pg_monitor to " + Quoted.identifier(role)));
        }
        if (!privileges.readsSubscriptions()) {
            missing.add(new MissingPrivilege(
                    "subscriptions", "grant select (oid) on pg_subscription to " + Quoted.identifier(role)));
        }
        return missing;
    }

    /** What can be had on some servers only, and is inferred elsewhere. */
    public List<MissingPrivilege> useful() {
        var missing = new ArrayList<MissingPrivilege>();
        if (!privileges.readsConnectionStrings()) {
            missing.add(new MissingPrivilege(
                    "where subscriptions connect to",
                    "grant select (subconninfo) on pg_subscription to " + Quoted.identifier(role)));
        }
        if (!privileges.readsOrigins()) {
            missing.add(new MissingPrivilege(
                    "how far changes of each origin were applied",
                    "grant execute on function pg_show_replication_origin_status() to " + Quoted.identifier(role)
                            + "; grant select on pg_replication_origin_status to " + Quoted.identifier(role)));
        }
        return missing;
    }
}
