package dev.pgrm.store;

import dev.pgrm.domain.history.Grain;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Partitions are named for their table and the hour in which they begin, and dropped as a whole. */
@Singleton
final class HistoryPartitions {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMddHH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** Several may want the same one at once. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('pgrm history partitions'))";

    /**
     * Sees to it that there is one for a moment.
     *
     * @return whether it had to look
     */
    boolean make(Connection connection, HistoryTable table, Instant at) throws SQLException {
        Instant starts = Grain.floor(at, table.span());
        String name = name(table, starts);
        if (made.contains(name)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_AT_A_TIME);
            statement.execute("create table if not exists " + name + " partition of " + table.sql()
                    + " for values from ('" + starts + "') to ('" + starts.plus(table.span()) + "')");
        }
        return true;
    }

    /** Those that were asked for stand: what made them was committed. */
    void stand(HistoryTable table, Instant at) {
        made.add(name(table, Grain.floor(at, table.span())));
    }

    /** When those that there are begin. */
    Set<Instant> starts(Connection connection, HistoryTable table) throws SQLException {
        var starts = new TreeSet<Instant>();
        try (PreparedStatement query = connection.prepareStatement("""
                select part.relname from pg_inherits join pg_class as part on part.oid = inhrelid
                 where inhparent = cast(? as regclass)""")) {
            query.setString(1, table.sql());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String hour = rows.getString(1).substring(table.sql().length() + 1);
                    starts.add(LocalDateTime.parse(hour, HOUR).toInstant(ZoneOffset.UTC));
                }
            }
        }
        return starts;
    }

    /** Pages that were filled of late get their bounds into the index; until then they are read in any case. */
    boolean summarize(Connection connection, HistoryTable table) throws SQLException {
        try (PreparedStatement summarize = connection.prepareStatement("""
                select brin_summarize_new_values(indexrelid) from pg_inherits join pg_index on indrelid = inhrelid
                 where inhparent = cast(? as regclass)""")) {
            summarize.setString(1, table.sql());
            return summarize.execute();
        }
    }

    void drop(Connection connection, HistoryTable table, Instant starts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + name(table, starts));
        }
        made.remove(name(table, starts));
    }

    static String name(HistoryTable table, Instant starts) {
        return table.sql() + "_" + HOUR.format(starts);
    }
}
