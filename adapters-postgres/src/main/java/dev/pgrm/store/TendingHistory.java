package dev.pgrm.store;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Retention;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes hours and days that are complete, and drops what has expired. Every step is a transaction of its own, which another may
 * have taken already; what stops in the middle is taken up at the next time.
 */
@Singleton
final class TendingHistory {
    private static final Logger log = LoggerFactory.getLogger(TendingHistory.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final PostgresTransactions transactions;
    private final HistoryPartitions partitions;
    private final ClosingHistory closing;
    private final HistorySpans spans;
    private final TopologyElements elements;

    TendingHistory(
            PostgresTransactions transactions,
            HistoryPartitions partitions,
            ClosingHistory closing,
            HistorySpans spans,
            TopologyElements elements) {
        this.transactions = transactions;
        this.partitions = partitions;
        this.closing = closing;
        this.spans = spans;
        this.elements = elements;
    }

    void tend(Instant now, Retention retention) {
        transactions.connected(connection -> {
            HistoryPen.tell(connection, retention);
            return true;
        });
        makeAhead(now);
        HistoryTable.samples()
                .forEach(table -> transactions.connected(connection -> partitions.summarize(connection, table)));
        Instant last = transactions.connected(TendingHistory::lastPage);
        hoursToClose().stream()
                .filter(hour -> !hour.plus(HOUR).isAfter(last))
                .forEach(hour -> close("hour", hour, () -> closeHour(hour)));
        Instant kept = now.minus(retention.quarters());
        daysToClose().stream()
                .filter(day -> !day.plus(DAY).isAfter(last))
                // Minutes may be kept for longer than the quarters that were made of them.
                .filter(day -> ends(Grain.QUARTER, day).isAfter(kept))
                .forEach(day -> close("day", day, () -> closeDay(day)));
        for (Grain grain : Grain.values()) {
            expire(grain, now.minus(retention.of(grain)));
        }
        forgetElements(now.minus(retention.quarters()));
    }

    private static Instant lastPage(Connection connection) throws SQLException {
        Instant last = HistoryPen.lastPage(connection);
        return last == null ? Instant.MIN : last;
    }

    private void makeAhead(Instant now) {
        transactions.connected(connection -> {
            for (HistoryTable table : HistoryTable.values()) {
                partitions.make(connection, table, now);
                partitions.make(connection, table, now.plus(table.span()));
            }
            return true;
        });
    }

    private Set<Instant> hoursToClose() {
        return transactions.connected(connection -> {
            var hours = new TreeSet<Instant>();
            for (HistoryTable table : HistoryTable.samples()) {
                hours.addAll(partitions.starts(connection, table));
            }
            return hours;
        });
    }

    private Set<Instant> daysToClose() {
        return transactions.connected(connection -> {
            var days = new TreeSet<Instant>();
            try (PreparedStatement query = connection.prepareStatement("""
                            select distinct date_bin('1 day', starts, 'epoch') from history_closed where grain = 'MINUTE'
                            except select starts from history_closed where grain = 'QUARTER'""");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    days.add(rows.getObject(1, OffsetDateTime.class).toInstant());
                }
            }
            return days;
        });
    }

    private static Instant ends(Grain grain, Instant at) {
        HistoryTable table = HistoryTable.of(grain);
        return Grain.floor(at, table.span()).plus(table.span());
    }

    private static void close(String what, Instant starts, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        log.debug("Closed the {} of {} in {} ms", what, starts, (System.nanoTime() - begun) / 1_000_000);
    }

    private void closeHour(Instant hour) {
        prepared(hour, Grain.RAW, Grain.MINUTE);
        transactions.connected(connection -> closing.closeHour(connection, hour));
    }

    private void closeDay(Instant day) {
        prepared(day, Grain.QUARTER);
        transactions.connected(connection -> closing.closeDay(connection, day));
    }

    /** On their own, so that making room keeps nobody waiting while an hour is packed. */
    private void prepared(Instant at, Grain... grains) {
        transactions.connected(connection -> {
            for (Grain grain : grains) {
                partitions.make(connection, HistoryTable.of(grain), at);
            }
            return true;
        });
    }

    private void expire(Grain grain, Instant before) {
        HistoryTable table = HistoryTable.of(grain);
        transactions.connected(connection -> {
            for (Instant starts : partitions.starts(connection, table)) {
                Instant ends = starts.plus(table.span());
                if (!ends.isAfter(before)) {
                    partitions.drop(connection, table, starts);
                    forgetClosed(connection, grain, ends);
                }
            }
            return true;
        });
    }

    private static void forgetClosed(Connection connection, Grain grain, Instant before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from history_closed where grain = ? and starts < ?")) {
            delete.setString(1, grain.name());
            delete.setObject(2, HistoryPen.utc(before));
            delete.executeUpdate();
        }
    }

    private void forgetElements(Instant before) {
        transactions.connected(connection -> {
            spans.forget(connection, before);
            return elements.forget(connection, before);
        });
    }
}
