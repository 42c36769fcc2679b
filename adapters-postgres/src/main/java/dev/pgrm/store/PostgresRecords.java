package dev.pgrm.store;

import dev.pgrm.application.history.Element;
import dev.pgrm.application.history.Records;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresRecords implements Records {
    private final PostgresTransactions transactions;
    private final SeriesNumbers numbers;
    private final HistorySpans spans;
    private final TopologyElements elements;

    PostgresRecords(
            PostgresTransactions transactions, SeriesNumbers numbers, HistorySpans spans, TopologyElements elements) {
        this.transactions = transactions;
        this.numbers = numbers;
        this.spans = spans;
        this.elements = elements;
    }

    @Override
    public boolean know(Series series) {
        return transactions.connected(connection -> numbers.find(connection, series) != null);
    }

    @Override
    public Map<Grain, Instant> reach() {
        return transactions.connected(connection -> {
            Map<Grain, Instant> reach = new EnumMap<>(Grain.class);
            try (PreparedStatement query = connection.prepareStatement(
                            "select grain, min(starts) from history_closed group by grain");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reach.put(
                            Grain.valueOf(rows.getString(1)),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return reach;
        });
    }

    @Override
    public @Nullable Retention retention() {
        return transactions
                .connected(connection -> Optional.ofNullable(HistoryPen.retention(connection)))
                .orElse(null);
    }

    @Override
    public List<Reading> readings(Series series, Set<Measure> measures, Grain wished, Instant from, Instant to) {
        return transactions.connected(connection -> {
            Integer number = numbers.find(connection, series);
            return number == null
                    ? List.of()
                    : new ReadingHistory(connection, number, series.subject(), measures, from, to).read(wished);
        });
    }

    @Override
    public List<Span> spans() {
        return transactions.connected(spans::all);
    }

    @Override
    public List<Element> elementsAt(Instant at) {
        return transactions.connected(connection -> elements.at(connection, at));
    }

    @Override
    public Versions versions(Instant from, Instant to, int most) {
        return transactions.connected(connection -> elements.versions(connection, from, to, most));
    }

    @Override
    public Map<Series, Map<Measure, Long>> figuresAt(Subject subject, Instant at) {
        return transactions.connected(connection -> figuresAt(connection, subject, at));
    }

    private Map<Series, Map<Measure, Long>> figuresAt(Connection connection, Subject subject, Instant at)
            throws SQLException {
        return new ReadingMoment(connection, subject, numbers.all(connection, subject), at).read();
    }
}
