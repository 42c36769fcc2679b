package dev.pgrm.store;

import dev.pgrm.application.history.Records.Reading;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.store.chunk.Block;
import dev.pgrm.store.chunk.Packing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reading the figures of one thing over a time, from what is open and what is closed. */
final class ReadingHistory {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** No chunk is longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Connection connection;
    private final int series;
    private final Subject subject;
    private final List<Measure> measures;
    private final Instant from;
    private final Instant to;

    private final List<Reading> found = new ArrayList<>();
    /** Hours that were read: of those nothing else is taken. */
    private final Set<Long> hours = new HashSet<>();

    ReadingHistory(
            Connection connection, int series, Subject subject, Set<Measure> measures, Instant from, Instant to) {
        this.connection = connection;
        this.series = series;
        this.subject = subject;
        this.measures = subject.measures().stream().filter(measures::contains).toList();
        this.from = from;
        this.to = to;
    }

    /**
     * What is open comes first: an hour that is closed meanwhile is then found twice, and taken once, rather than missed. Then the
     * grain that is wished for, coarser ones for what is older, finer ones for what is younger.
     */
    List<Reading> read(Grain wished) throws SQLException {
        open();
        closed(wished);
        for (Grain grain : Grain.values()) {
            if (grain.compareTo(wished) > 0) {
                closed(grain);
            }
        }
        for (Grain grain : List.of(Grain.MINUTE, Grain.RAW)) {
            if (grain.compareTo(wished) < 0) {
                closed(grain);
            }
        }
        found.sort(Comparator.comparingLong(Reading::at));
        return found;
    }

    /**
     * Of an hour that has just begun the planner knows next to nothing, and would rather read all of it, with helpers whose start takes
     * longer than the work.
     */
    private void open() throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0");
        }
        try (PreparedStatement query =
                connection.prepareStatement("select cast(extract(epoch from at) * 1000 as bigint), "
                        + HistoryTable.columns(measures) + " from "
                        + HistoryTable.of(subject).sql() + " where series = ? and at >= ? and at < ?")) {
            query.setInt(1, series);
            query.setObject(2, HistoryPen.utc(from));
            query.setObject(3, HistoryPen.utc(to));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long at = rows.getLong(1);
                    hours.add(Math.floorDiv(at, HOUR));
                    int column = 2;
                    for (Measure measure : measures) {
                        long value = rows.getLong(column++);
                        if (!rows.wasNull()) {
                            found.add(new Reading(at, measure, Spread.of(value)));
                        }
                    }
                }
            }
        }
    }

    private void closed(Grain grain) throws SQLException {
        Set<Long> read = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement("select starts, body from "
                + HistoryTable.of(grain).sql() + " where series = ? and starts > ? and starts < ? order by starts")) {
            query.setInt(1, series);
            query.setObject(2, HistoryPen.utc(from.minus(LONGEST)));
            query.setObject(3, HistoryPen.utc(to));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    take(HistoryPen.instant(rows, 1), rows.getBytes(2), read);
                }
            }
        }
        hours.addAll(read);
    }

    private void take(Instant starts, byte[] body, Set<Long> read) {
        Block block = Packing.unpack(body, starts, Set.copyOf(measures));
        for (int row = 0; row < block.rows(); row++) {
            read.add(Math.floorDiv(block.at(row), HOUR));
        }
        long least = from.toEpochMilli();
        long end = to.toEpochMilli();
        Packing.read(block, measures, (at, of, spread) -> {
            if (at >= least && at < end && !hours.contains(Math.floorDiv(at, HOUR))) {
                found.add(new Reading(at, of, spread));
            }
        });
    }
}
