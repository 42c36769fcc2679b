package dev.pgrm.store;

import static dev.pgrm.store.HistoryUnderTest.BEGIN;
import static dev.pgrm.store.HistoryUnderTest.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.history.Changes;
import dev.pgrm.application.history.LookingBack;
import dev.pgrm.application.history.Page;
import dev.pgrm.domain.history.Buckets;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What history costs: 1,000 streams every 5 seconds. Writing is measured against the plainest there is, the same rows by the same
 * binary COPY into a wide table without an index, page by page in turns.
 */
@Tag("bench")
class HistoryCostTest {
    private static final Logger log = LoggerFactory.getLogger(HistoryCostTest.class);
    private static final int STREAMS = 1_000;
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final int HOUR = 720;
    private static final Set<Measure> SHOWN = EnumSet.of(
            Measure.STATUS,
            Measure.STALE,
            Measure.LAG_BYTES,
            Measure.LAG_MILLIS,
            Measure.RETAINED_BYTES,
            Measure.SAFE_BYTES,
            Measure.BACKFILL_MILLIPERCENT,
            Measure.BACKFILL_BYTES,
            Measure.APPLY_ERRORS,
            Measure.SYNC_ERRORS);

    private final HistoryUnderTest history = new HistoryUnderTest();
    private final Random random = new Random(1);
    private final long[] wal = new long[STREAMS];

    @Test
    void history() throws SQLException {
        try (history;
                Connection plain = history.database.connect()) {
            ingest(plain);
            hot();
            closed();
            windows();
        }
    }

    private void ingest(Connection plain) throws SQLException {
        List<Measure> measures = Subject.STREAM.measures();
        try (Statement statement = plain.createStatement()) {
            statement.execute("create table plain_sample (like stream_sample)");
        }
        plain.setAutoCommit(false);
        var ours = new double[HOUR];
        var theirs = new double[HOUR];
        for (int tick = 0; tick < HOUR; tick++) {
            Page page = page(tick);
            // In turns, as whoever comes second finds the first's work still going on in the server.
            boolean oursFirst = tick % 2 == 0;
            if (oursFirst) {
                ours[tick] = timed(() -> history.write(page));
            }
            theirs[tick] = timed(() -> copy(plain, measures, page));
            if (!oursFirst) {
                ours[tick] = timed(() -> history.write(page));
            }
        }
        long values = values(measures, "stream_sample");
        log.warn(String.format(
                Locale.ROOT,
                "a page of %,d streams, %,d values: %.1f ms; plain COPY %.1f ms; ratio of medians %.2f, of sums %.2f;"
                        + " %,.0f values/s against %,.0f",
                STREAMS,
                values / HOUR,
                median(ours),
                median(theirs),
                median(theirs) / median(ours),
                Arrays.stream(theirs).sum() / Arrays.stream(ours).sum(),
                values / Arrays.stream(ours).sum() * 1000,
                values / Arrays.stream(theirs).sum() * 1000));
    }

    private static void copy(Connection connection, List<Measure> measures, Page page) throws SQLException {
        var rows = new BinaryCopy();
        int number = 0;
        for (Sample sample : page.samples()) {
            rows.row(measures.size() + 2).at(page.at());
            measures.forEach(measure -> rows.number(sample.value(measure)));
            rows.integer(number++);
        }
        rows.into(connection, "plain_sample (at, " + HistoryTable.columns(measures) + ", series)");
        connection.commit();
    }

    private void hot() {
        history.database.sql("vacuum analyze stream_sample");
        long values = values(Subject.STREAM.measures(), "stream_sample");
        log.warn(String.format(
                Locale.ROOT,
                "hot: %.1f bytes a value with indexes; plain table %.1f",
                size("stream_sample%") / (double) values,
                size("plain_sample") / (double) values));
    }

    private void closed() {
        long values = values(Subject.STREAM.measures(), "stream_sample");
        history.write(page(HOUR));
        long begun = System.nanoTime();
        history.tend(BEGIN.plus(Duration.ofHours(1)));
        double millis = (System.nanoTime() - begun) / 1e6;
        log.warn(String.format(
                Locale.ROOT,
                "closed: %.2f bytes a value as samples, %.2f as minutes besides; an hour of %,d values closed in %.1f s",
                size("raw_chunk%") / (double) values,
                size("minute_chunk%") / (double) values,
                values,
                millis / 1000));
    }

    /** Thirty days of the figures of the hour that was written and closed; the last hour is open. */
    private void windows() throws SQLException {
        Instant end = BEGIN.plus(Duration.ofDays(30));
        history.database.sql("delete from stream_sample");
        repeat(Grain.MINUTE, Duration.ofHours(1), BEGIN, 24);
        // The first page of the second day completes the first, which is closed then.
        history.write(page((int) Duration.ofDays(1).dividedBy(PACE)));
        history.tend(BEGIN.plus(Duration.ofDays(1)));
        repeat(Grain.RAW, Duration.ofHours(1), end.minus(Duration.ofHours(25)), 24);
        repeat(Grain.MINUTE, Duration.ofHours(1), end.minus(Duration.ofDays(14)), 14 * 24 - 1);
        repeat(Grain.QUARTER, Duration.ofDays(1), BEGIN.plus(Duration.ofDays(1)), 28);
        history.database.sql(
                "delete from stream_sample",
                "delete from raw_chunk where starts < '2026-10-02'",
                "delete from minute_chunk where starts < '2026-10-02'",
                "delete from history_closed where starts < '2026-10-02' and grain <> 'QUARTER'",
                "vacuum analyze");
        int begin = (int) Duration.ofDays(30).minusHours(1).dividedBy(PACE);
        for (int tick = begin; tick < begin + HOUR; tick++) {
            history.write(page(tick));
        }
        history.tend(end);
        for (int points : new int[] {300, 2_000}) {
            window("the last 24 hours, samples", end, points);
            window("24 hours ten days ago, minutes", end.minus(Duration.ofDays(10)), points);
            window("24 hours twenty days ago, quarters of an hour", end.minus(Duration.ofDays(20)), points);
        }
    }

    /** The chunks of the beginning once more for each of so many times. */
    private void repeat(Grain grain, Duration span, Instant from, int times) {
        HistoryTable table = HistoryTable.of(grain);
        for (int time = 0; time < times; time++) {
            Instant to = from.plus(span.multipliedBy(time));
            if (to.isAfter(BEGIN)) {
                history.bean(PostgresTransactions.class).connected(connection -> {
                    history.bean(HistoryPartitions.class).make(connection, table, to);
                    return true;
                });
                history.database.sql(
                        "insert into " + table.sql() + " select series, '" + to + "', body from " + table.sql()
                                + " where starts = '" + BEGIN + "'",
                        "insert into history_closed values ('" + grain + "', '" + to + "')");
            }
        }
    }

    private void window(String what, Instant end, int points) throws SQLException {
        var looking = new LookingBack(history.records(), new RoleAuthorization(), PACE);
        var actor = new Actor("bench", Set.of(Actor.Role.VIEWER));
        var times = new double[200];
        for (int round = -50; round < times.length; round++) {
            Instant to = end.minusSeconds(random.nextInt(600));
            var series = stream(random.nextInt(STREAMS));
            double time = timed(() -> {
                Buckets course = looking.course(actor, series, SHOWN, to.minus(Duration.ofDays(1)), to, points);
                assertThat(course.filled()).hasSizeBetween(80, points);
            });
            if (round >= 0) {
                times[round] = time;
            }
        }
        log.warn(String.format(
                Locale.ROOT,
                "%s, %d points: median %.1f ms, 99th percentile %.1f ms",
                what,
                points,
                median(times),
                high(times)));
    }

    private static double high(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 99 / 100];
    }

    private Page page(int tick) {
        var samples = new ArrayList<Sample>(STREAMS);
        for (int number = 0; number < STREAMS; number++) {
            samples.add(sample(number));
        }
        return new Page(BEGIN.plus(PACE.multipliedBy(tick)), samples, Changes.NONE);
    }

    /** A stream with work to do: every second one lags a little at any time, a tenth copies tables. */
    private Sample sample(int number) {
        wal[number] += random.nextInt(1 << 20);
        boolean behind = random.nextBoolean();
        long lag = behind ? random.nextInt(1 << 18) : 0;
        boolean copies = number % 10 == 0;
        var sample = Sample.of(stream(number))
                .with(Measure.STATUS, copies ? 1L : 0L)
                .with(Measure.STALE, 0L)
                .with(Measure.LAG_BYTES, lag)
                .with(Measure.LAG_MILLIS, behind ? (long) random.nextInt(2_000) : 0)
                .with(Measure.RETAINED_BYTES, lag + random.nextInt(1 << 22))
                .with(Measure.SAFE_BYTES, (1L << 36) - lag - random.nextInt(1 << 22))
                .with(Measure.GROWTH, (long) random.nextInt(1 << 18))
                .with(Measure.TABLES_INITIAL, 0L)
                .with(Measure.TABLES_COPYING, copies ? 2L : 0L)
                .with(Measure.TABLES_COPIED, 0L)
                .with(Measure.TABLES_SYNCHRONIZED, 0L)
                .with(Measure.TABLES_READY, 120L)
                .with(Measure.APPLY_ERRORS, 0L)
                .with(Measure.SYNC_ERRORS, 0L)
                .with(Measure.RECEIVED, (1L << 40) + wal[number])
                .with(Measure.CONFIRMED, (1L << 40) + wal[number] - lag);
        if (copies) {
            sample.with(Measure.BACKFILL_MILLIPERCENT, wal[number] >> 20)
                    .with(Measure.BACKFILL_BYTES, wal[number])
                    .with(Measure.BACKFILL_TOTAL, 1L << 40);
        }
        return sample.taken();
    }

    private long values(List<Measure> measures, String table) {
        String counts = String.join(
                " + ",
                measures.stream()
                        .map(measure -> "count(" + measure.column() + ")")
                        .toList());
        return Long.parseLong(history.database.value("select " + counts + " from " + table));
    }

    private long size(String like) {
        return Long.parseLong(history.database.value(
                "select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class where relkind = 'r' and relname like ?",
                like));
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static double timed(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
