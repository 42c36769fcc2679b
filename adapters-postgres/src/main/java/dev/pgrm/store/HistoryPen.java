package dev.pgrm.store;

import dev.pgrm.application.history.Annals.Written;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The row that every page passes through. It is locked from the claim to the end of the page's transaction, so that pages come one
 * after the other, whoever writes them.
 */
final class HistoryPen {
    /**
     * A page of a moment that has not come yet would keep all others out until it has. Figures alone need not have reached the disk
     * when the commit returns: a store that crashes may lose the last page, and nothing that stands on it.
     */
    private static final String CLAIM = """
            update history_pen
               set page_before = last_page, last_page = ?,
                   held_until = clock_timestamp() + ? * interval '1 millisecond'
             where holder = ? and (last_page is null or last_page < ?)
               and ? < clock_timestamp() + interval '1 minute'
            returning page_before, set_config('synchronous_commit', 'off', true)""";

    private HistoryPen() {}

    static boolean take(Connection connection, WorkerId self, Duration lease) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement("""
                update history_pen set holder = ?, held_until = clock_timestamp() + ? * interval '1 millisecond'
                 where holder = ? or holder is null or held_until < clock_timestamp()""")) {
            take.setObject(1, self.value());
            take.setLong(2, lease.toMillis());
            take.setObject(3, self.value());
            return take.executeUpdate() == 1;
        }
    }

    static void layDown(Connection connection, WorkerId self) throws SQLException {
        try (PreparedStatement lay =
                connection.prepareStatement("update history_pen set holder = null where holder = ?")) {
            lay.setObject(1, self.value());
            lay.executeUpdate();
        }
    }

    /** What came of asking to write a page. */
    record Claim(Written written, @Nullable Instant pageBefore) {}

    static Claim claim(Connection connection, WorkerId self, Instant page, Duration lease) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, utc(page));
            claim.setLong(2, lease.toMillis());
            claim.setObject(3, self.value());
            claim.setObject(4, utc(page));
            claim.setObject(5, utc(page));
            try (ResultSet row = claim.executeQuery()) {
                if (row.next()) {
                    OffsetDateTime before = row.getObject(1, OffsetDateTime.class);
                    return new Claim(Written.NOW, before == null ? null : before.toInstant());
                }
            }
        }
        return new Claim(refusal(connection, self, page), null);
    }

    /** What this page brings besides figures is remembered as written, so it must not be lost once the commit has returned. */
    static void bringsMoreThanFigures(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("set local synchronous_commit to default");
        }
    }

    private static Written refusal(Connection connection, WorkerId self, Instant page) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select last_page >= ? from history_pen where holder = ?")) {
            query.setObject(1, utc(page));
            query.setObject(2, self.value());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Written.BY_ANOTHER;
                }
                return row.getBoolean(1) ? Written.BEFORE : Written.AHEAD;
            }
        }
    }

    static @Nullable Instant lastPage(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select last_page from history_pen");
                ResultSet row = query.executeQuery()) {
            OffsetDateTime last = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            return last == null ? null : last.toInstant();
        }
    }

    /** By what is dropped from now on. Whoever writes a page holds the row, so it is left alone as long as it says so already. */
    static void tell(Connection connection, Retention retention) throws SQLException {
        try (PreparedStatement tell = connection.prepareStatement("""
                update history_pen set raw_seconds = ?, minute_seconds = ?, quarter_seconds = ?
                 where (raw_seconds, minute_seconds, quarter_seconds) is distinct from (?, ?, ?)""")) {
            int column = 1;
            for (int times = 0; times < 2; times++) {
                for (Grain grain : Grain.values()) {
                    tell.setLong(column++, retention.of(grain).toSeconds());
                }
            }
            tell.executeUpdate();
        }
    }

    static @Nullable Retention retention(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select raw_seconds, minute_seconds, quarter_seconds from history_pen"
                                + " where raw_seconds is not null");
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new Retention(
                            Duration.ofSeconds(row.getLong(1)),
                            Duration.ofSeconds(row.getLong(2)),
                            Duration.ofSeconds(row.getLong(3)))
                    : null;
        }
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
