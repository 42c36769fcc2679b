package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Our places on each registered database: advisory locks of the database itself, one for each session that we may have there. So the number
 * is exact over all workers without anything that coordinates them, also on a hot standby, and a place comes free with the end of
 * its session, however that ends.
 */
final class Places {
    /** Spells pgrm. */
    private static final int CLASS = 0x7067726d;

    /** As many as one database can have; leaves 27 bits of a lock's second number to tell databases apart. */
    static final int MOST = 16;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** How long a session that is just ending may take: ours often begin where another of ours ended a moment ago. */
    private static final int GRACE_MILLIS = 300;

    private final int number;

    Places(int number) {
        this.number = number;
    }

    /**
     * Gives a place that was taken, or nothing. Rows are tried one after the other, so that no more than one is taken. Of several
     * names for one database each has places of its own: each is watched.
     */
    String taking(DatabaseSpec database) {
        int first = first(database);
        return String.format(Locale.ROOT, """
                (select place from generate_series(%d, %d) as place
                  where pg_try_advisory_lock(%d, place) limit 1)""", first, first + number - 1, CLASS);
    }

    private static int first(DatabaseSpec database) {
        return (database.name().hashCode() & 0x07ffffff) * MOST;
    }

    /** For a session that found none free. */
    void await(Connection connection, DatabaseSpec database) throws SQLException, Troubled {
        if (!waited(connection, database) && !taken(connection, database)) {
            throw new Troubled(exhausted(connection, database));
        }
    }

    private boolean waited(Connection connection, DatabaseSpec database) throws SQLException {
        int any = first(database) + ThreadLocalRandom.current().nextInt(number);
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(
                    Locale.ROOT,
                    "begin; set local lock_timeout = '%dms'; select pg_advisory_lock(%d, %d); commit",
                    GRACE_MILLIS,
                    CLASS,
                    any));
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("rollback");
            }
            return false;
        }
    }

    private boolean taken(Connection connection, DatabaseSpec database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + taking(database) + " is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Trouble exhausted(Connection connection, DatabaseSpec database) throws SQLException {
        return new Trouble(
                "own_connections_exhausted",
                "All " + number + " connections that pgrm may have to " + database.database() + " on "
                        + database.endpoint() + " are taken: " + holders(connection, database),
                "Wait until one ends, or raise PGRM_CONNECTIONS_PER_DATABASE on all monitors. Those of a monitor that"
                        + " died end by themselves within two minutes");
    }

    private String holders(Connection connection, DatabaseSpec database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        String.format(Locale.ROOT, """
                        select coalesce(string_agg(format('%%s from %%s (process %%s)', activity.application_name,
                                                          coalesce(host(client_addr), 'the server itself'), pid),
                                                   ', ' order by pid), 'nobody any more')
                          from pg_locks as lock
                          join pg_stat_activity as activity using (pid)
                         where locktype = 'advisory' and classid = %d and objid between %d and %d and objsubid = 2
                           and granted
                           and database = (select oid from pg_database where datname = current_database())
                        """, CLASS, first(database), first(database) + number - 1))) {
            row.next();
            return row.getString(1);
        }
    }
}
