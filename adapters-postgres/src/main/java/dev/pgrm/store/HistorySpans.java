package dev.pgrm.store;

import dev.pgrm.application.history.Records.Span;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times in which history was written. */
@Singleton
final class HistorySpans {
    /** A shorter one is no pause: a new writer may take that long to find the pen. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    /** @return whether a span began */
    boolean goOn(Connection connection, Instant page, @Nullable Instant before) throws SQLException {
        if (before != null && Duration.between(before, page).compareTo(PAUSE) <= 0) {
            return false;
        }
        try (PreparedStatement end =
                        connection.prepareStatement("update history_span set ended = ? where ended is null");
                PreparedStatement begin = connection.prepareStatement("insert into history_span (began) values (?)")) {
            end.setObject(1, before == null ? null : HistoryPen.utc(before));
            end.executeUpdate();
            begin.setObject(1, HistoryPen.utc(page));
            begin.executeUpdate();
        }
        return true;
    }

    List<Span> all(Connection connection) throws SQLException {
        var all = new ArrayList<Span>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select began, coalesce(ended, last_page) as ended from history_span cross join history_pen
                         order by began""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                all.add(new Span(instant(rows, "began"), instant(rows, "ended")));
            }
        }
        return all;
    }

    /** What was written before is not there any more. */
    void forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement whole = connection.prepareStatement("delete from history_span where ended < ?");
                PreparedStatement part =
                        connection.prepareStatement("update history_span set began = ? where began < ?")) {
            whole.setObject(1, HistoryPen.utc(before));
            whole.executeUpdate();
            part.setObject(1, HistoryPen.utc(before));
            part.setObject(2, HistoryPen.utc(before));
            part.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
