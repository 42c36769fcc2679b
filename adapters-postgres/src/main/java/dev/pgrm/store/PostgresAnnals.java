package dev.pgrm.store;

import dev.pgrm.application.history.Annals;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.history.Page;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.store.HistoryPen.Claim;
import dev.pgrm.store.SeriesNumbers.Numbered;
import dev.pgrm.store.SeriesNumbers.NumberedPage;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresAnnals implements Annals {
    private final PostgresTransactions transactions;
    private final HistoryPartitions partitions;
    private final SeriesNumbers numbers;
    private final TopologyElements elements;
    private final HistorySpans spans;
    private final TendingHistory tending;

    PostgresAnnals(
            PostgresTransactions transactions,
            HistoryPartitions partitions,
            SeriesNumbers numbers,
            TopologyElements elements,
            HistorySpans spans,
            TendingHistory tending) {
        this.transactions = transactions;
        this.partitions = partitions;
        this.numbers = numbers;
        this.elements = elements;
        this.spans = spans;
        this.tending = tending;
    }

    @Override
    public boolean takePen(WorkerId self, Duration lease) {
        return transactions.connected(connection -> HistoryPen.take(connection, self, lease));
    }

    @Override
    public void layPenDown(WorkerId self) {
        transactions.connected(connection -> {
            HistoryPen.layDown(connection, self);
            return true;
        });
    }

    @Override
    public List<Element> present() {
        return transactions.connected(elements::present);
    }

    @Override
    public Written write(WorkerId self, Page page, Duration lease) {
        Map<Series, Integer> given = new HashMap<>();
        Written written = transactions.connected(connection -> {
            Claim claim = HistoryPen.claim(connection, self, page.at(), lease);
            if (claim.written() == Written.NOW) {
                given.putAll(write(connection, page, claim.pageBefore()));
            }
            return claim.written();
        });
        if (written == Written.NOW) {
            numbers.stand(given);
            HistoryTable.samples().forEach(table -> partitions.stand(table, page.at()));
        }
        return written;
    }

    private Map<Series, Integer> write(Connection connection, Page page, @Nullable Instant pageBefore)
            throws SQLException {
        boolean more = spans.goOn(connection, page.at(), pageBefore);
        NumberedPage numbered = numbers.number(connection, page);
        more |= !numbered.given().isEmpty() || !page.changes().isEmpty();
        for (Subject subject : Subject.values()) {
            more |= partitions.make(connection, HistoryTable.of(subject), page.at());
            copy(connection, subject, page.at(), numbered.samples());
        }
        elements.change(connection, page.at(), page.changes());
        if (more) {
            HistoryPen.bringsMoreThanFigures(connection);
        }
        return numbered.given();
    }

    /** In the order of their numbers, on which the index of the table counts. */
    private static void copy(Connection connection, Subject subject, Instant at, List<Numbered> ordered)
            throws SQLException {
        List<Measure> measures = subject.measures();
        int fields = measures.size() + 2;
        List<Numbered> ours = ordered.stream()
                .filter(each -> each.sample().series().subject() == subject)
                .toList();
        BinaryCopy rows = BinaryCopy.of(ours.size(), fields);
        for (Numbered each : ours) {
            rows.row(fields).at(at);
            for (Measure measure : measures) {
                rows.number(each.sample().value(measure));
            }
            rows.integer(each.number());
        }
        HistoryTable table = HistoryTable.of(subject);
        // Straight into the partition: the server need not look for it row by row.
        rows.into(
                connection,
                HistoryPartitions.name(table, Grain.floor(at, table.span())) + " (at, " + HistoryTable.columns(measures)
                        + ", series)");
    }

    @Override
    public void tend(Instant now, Retention retention) {
        tending.tend(now, retention);
    }
}
