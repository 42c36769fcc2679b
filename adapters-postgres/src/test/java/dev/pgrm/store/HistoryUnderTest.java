package dev.pgrm.store;

import dev.pgrm.application.history.Annals;
import dev.pgrm.application.history.Changes;
import dev.pgrm.application.history.Page;
import dev.pgrm.application.history.Records;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A history that is empty at first, and somebody who writes it. */
final class HistoryUnderTest implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final WorkerId WRITER = new WorkerId(new UUID(9, 1));
    static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    static final ServerId SERVER = new ServerId(new UUID(2, 1));
    static final Series SLOT = Series.of(SERVER, new SlotName("feed"));

    final Database database = StoreServer.freshDatabase();
    private final ApplicationContext context = StoreUnderTest.context(StoreServer.settings(database));

    HistoryUnderTest() {
        context.getBean(StoreSchema.class).migrate();
        annals().takePen(WRITER, LEASE);
    }

    /** Another program on the same store. */
    ApplicationContext another() {
        return StoreUnderTest.context(StoreServer.settings(database));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Annals annals() {
        return context.getBean(Annals.class);
    }

    Records records() {
        return context.getBean(Records.class);
    }

    static Series stream(int number) {
        return Series.of(new StreamId(new UUID(1, number)));
    }

    /** So many streams, a slot and a server, each with the value or near it. */
    static Page page(Instant at, int streams, long value) {
        var samples = IntStream.range(0, streams)
                .mapToObj(number -> Sample.of(stream(number))
                        .with(Measure.STATUS, value % 4)
                        .with(Measure.LAG_BYTES, value + number)
                        .with(Measure.LAG_MILLIS, value % 3 == 0 ? null : value)
                        .with(Measure.CONFIRMED, 1_000_000_000_000L + value)
                        .taken())
                .toList();
        return new Page(
                at,
                IntStream.range(0, streams + 2)
                        .mapToObj(number -> number < streams
                                ? samples.get(number)
                                : number == streams
                                        ? Sample.of(SLOT)
                                                .with(Measure.SLOT_RETAINED_BYTES, value)
                                                .taken()
                                        : Sample.of(Series.of(SERVER))
                                                .with(Measure.SERVER_WAL, value)
                                                .taken())
                        .toList(),
                Changes.NONE);
    }

    void write(Page page) {
        if (annals().write(WRITER, page, LEASE) != Annals.Written.NOW) {
            throw new AssertionError("not written: " + page.at());
        }
    }

    /** Pages at a pace, whose values count up; ends with one just after the time, which completes it. */
    void writeFor(Duration time, Duration pace) {
        long pages = time.dividedBy(pace);
        for (long number = 0; number <= pages; number++) {
            write(page(BEGIN.plus(pace.multipliedBy(number)), 2, number));
        }
    }

    void tend(Instant now) {
        annals().tend(now, Retention.USUAL);
    }

    List<String> partitions(String table) {
        return database
                .query(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass order by 1",
                        table)
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    String count(String table) {
        return database.value("select count(*) from " + table);
    }

    @Override
    public void close() {
        context.close();
    }
}
