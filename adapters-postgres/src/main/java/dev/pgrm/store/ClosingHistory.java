package dev.pgrm.store;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.store.chunk.Block;
import dev.pgrm.store.chunk.Packing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes chunks of what is complete: of an hour of samples its samples and minutes, of a day of minutes its quarters of an hour.
 * What was made of goes in the same transaction.
 */
@Singleton
final class ClosingHistory {
    private static final int FETCH = 2_000;
    private static final Duration DAY = Duration.ofDays(1);

    /** One at a time, and none waits: what another closes is closed. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('pgrm history closing'))";

    private final HistoryPartitions partitions;

    ClosingHistory(HistoryPartitions partitions) {
        this.partitions = partitions;
    }

    /** Says whether it was closed here. */
    boolean closeHour(Connection connection, Instant hour) throws SQLException {
        if (!alone(connection)) {
            return false;
        }
        for (Subject subject : Subject.values()) {
            if (partitions.starts(connection, HistoryTable.of(subject)).contains(hour)) {
                pack(connection, subject, hour);
            }
        }
        closed(connection, Grain.RAW, hour);
        closed(connection, Grain.MINUTE, hour);
        // Last, since dropping keeps all readers of the table out until the end of the transaction.
        for (HistoryTable table : HistoryTable.samples()) {
            partitions.drop(connection, table, hour);
        }
        return true;
    }

    private static void pack(Connection connection, Subject subject, Instant hour) throws SQLException {
        List<Measure> measures = subject.measures();
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local work_mem = '64MB'");
        }
        try (Statement query = connection.createStatement()) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery("select series, cast(extract(epoch from at) * 1000 as bigint), "
                    + HistoryTable.columns(measures) + " from "
                    + HistoryPartitions.name(HistoryTable.of(subject), hour) + " order by series, at")) {
                var chunks = new Chunks(connection, hour);
                var open = new OpenHour(0, hour);
                while (rows.next()) {
                    int series = rows.getInt(1);
                    if (series != open.series) {
                        open.into(chunks);
                        open = new OpenHour(series, hour);
                    }
                    open.take(rows, measures);
                }
                open.into(chunks);
                chunks.send();
            }
        }
    }

    /** The hour of one series. */
    private static final class OpenHour {
        private final int series;
        private final Instant hour;
        private final Block samples;
        private final Map<Long, Map<Measure, Spread>> minutes = new HashMap<>();

        OpenHour(int series, Instant hour) {
            this.series = series;
            this.hour = hour;
            this.samples = new Block(hour.toEpochMilli());
        }

        void take(ResultSet row, List<Measure> measures) throws SQLException {
            long at = row.getLong(2);
            samples.row(at);
            Map<Measure, Spread> minute = minutes.computeIfAbsent(
                    Grain.MINUTE.floor(Instant.ofEpochMilli(at)).toEpochMilli(), _ -> new EnumMap<>(Measure.class));
            int column = 3;
            for (Measure measure : measures) {
                long value = row.getLong(column++);
                if (!row.wasNull()) {
                    Packing.put(samples, measure, value);
                    minute.merge(measure, Spread.of(value), Spread::then);
                }
            }
        }

        void into(Chunks chunks) throws SQLException {
            if (samples.rows() > 0) {
                chunks.add(Grain.RAW, series, samples);
                chunks.add(Grain.MINUTE, series, Packing.of(minutes, hour));
            }
        }
    }

    /** Chunks on their way into the store. */
    private static final class Chunks {
        private static final int MANY_BYTES = 4 << 20;

        private final Connection connection;
        private final Instant starts;
        private final Map<Grain, BinaryCopy> rows = new EnumMap<>(Grain.class);

        Chunks(Connection connection, Instant starts) {
            this.connection = connection;
            this.starts = starts;
        }

        void add(Grain grain, int series, Block block) throws SQLException {
            BinaryCopy of = rows.computeIfAbsent(grain, _ -> new BinaryCopy());
            of.row(3).integer(series).at(starts).bytes(block.pack());
            if (of.size() > MANY_BYTES) {
                send();
            }
        }

        void send() throws SQLException {
            for (var of : rows.entrySet()) {
                of.getValue().into(connection, HistoryTable.of(of.getKey()).sql() + " (series, starts, body)");
            }
            rows.clear();
        }
    }

    boolean closeDay(Connection connection, Instant day) throws SQLException {
        if (!alone(connection) || !closed(connection, Grain.QUARTER, day)) {
            return false;
        }
        Set<Measure> all = EnumSet.allOf(Measure.class);
        try (PreparedStatement query = connection.prepareStatement(
                "select series, body, starts from minute_chunk where starts >= ? and starts < ? order by series, starts")) {
            query.setFetchSize(FETCH / 10);
            query.setObject(1, HistoryPen.utc(day));
            query.setObject(2, HistoryPen.utc(day.plus(DAY)));
            try (ResultSet rows = query.executeQuery()) {
                var chunks = new Chunks(connection, day);
                Map<Long, Map<Measure, Spread>> quarters = new HashMap<>();
                int open = 0;
                while (rows.next()) {
                    int series = rows.getInt(1);
                    if (series != open && !quarters.isEmpty()) {
                        chunks.add(Grain.QUARTER, open, Packing.of(quarters, day));
                        quarters.clear();
                    }
                    open = series;
                    Block minutes = Packing.unpack(rows.getBytes(2), HistoryPen.instant(rows, 3), all);
                    Packing.read(
                            minutes,
                            all,
                            (at, of, spread) -> quarters.computeIfAbsent(
                                            Grain.QUARTER
                                                    .floor(Instant.ofEpochMilli(at))
                                                    .toEpochMilli(),
                                            _ -> new EnumMap<>(Measure.class))
                                    .merge(of, spread, Spread::then));
                }
                if (!quarters.isEmpty()) {
                    chunks.add(Grain.QUARTER, open, Packing.of(quarters, day));
                }
                chunks.send();
            }
        }
        return true;
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet row = lock.executeQuery(ALONE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Says whether it was open until now. */
    private static boolean closed(Connection connection, Grain grain, Instant starts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into history_closed (grain, starts) values (?, ?) on conflict do nothing")) {
            insert.setString(1, grain.name());
            insert.setObject(2, HistoryPen.utc(starts));
            return insert.executeUpdate() == 1;
        }
    }
}
