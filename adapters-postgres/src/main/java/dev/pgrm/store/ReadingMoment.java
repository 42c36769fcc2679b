package dev.pgrm.store;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.store.chunk.Packing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reading the figures of everything of a kind at one moment. */
final class ReadingMoment {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Connection connection;
    private final Subject subject;
    private final Map<Integer, Series> series;
    private final Instant at;
    private final Map<Series, Map<Measure, Long>> found = new HashMap<>();

    ReadingMoment(Connection connection, Subject subject, Map<Integer, Series> series, Instant at) {
        this.connection = connection;
        this.subject = subject;
        this.series = series;
        this.at = at;
    }

    Map<Series, Map<Measure, Long>> read() throws SQLException {
        open();
        for (Grain grain : Grain.values()) {
            if (found.isEmpty()) {
                closed(grain);
            }
        }
        return found;
    }

    private void open() throws SQLException {
        List<Measure> measures = subject.measures();
        try (PreparedStatement query = connection.prepareStatement("select series, " + HistoryTable.columns(measures)
                + " from " + HistoryTable.of(subject).sql() + " where at > ? and at <= ? order by at")) {
            query.setObject(1, HistoryPen.utc(at.minus(MINUTE)));
            query.setObject(2, HistoryPen.utc(at));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Map<Measure, Long> figures = new EnumMap<>(Measure.class);
                    int column = 2;
                    for (Measure measure : measures) {
                        long value = rows.getLong(column++);
                        if (!rows.wasNull()) {
                            figures.put(measure, value);
                        }
                    }
                    Series of = series.get(rows.getInt(1));
                    if (of != null) {
                        found.put(of, figures);
                    }
                }
            }
        }
    }

    private void closed(Grain grain) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select series, body from "
                + HistoryTable.of(grain).sql() + " where starts = ? and series = any (?)")) {
            Duration span = grain == Grain.QUARTER ? Duration.ofDays(1) : Duration.ofHours(1);
            query.setFetchSize(100);
            Instant starts = Grain.floor(at, span);
            query.setObject(1, HistoryPen.utc(starts));
            query.setArray(
                    2, connection.createArrayOf("integer", series.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Series of = series.get(rows.getInt(1));
                    if (of != null) {
                        take(of, starts, rows.getBytes(2), grain);
                    }
                }
            }
        }
    }

    private void take(Series of, Instant starts, byte[] body, Grain grain) {
        long end = at.toEpochMilli();
        long begin = end - Math.max(MINUTE.toMillis(), grain.width().toMillis());
        Map<Measure, Long> figures = new EnumMap<>(Measure.class);
        var measures = Set.copyOf(subject.measures());
        var block = Packing.unpack(body, starts, measures);
        long latest = begin;
        for (int row = 0; row < block.rows(); row++) {
            if (block.at(row) <= end) {
                latest = Math.max(latest, block.at(row));
            }
        }
        long moment = latest;
        Packing.read(block, measures, (when, what, spread) -> {
            if (when == moment && when > begin) {
                figures.put(what, spread.last());
            }
        });
        if (!figures.isEmpty()) {
            found.put(of, figures);
        }
    }
}
