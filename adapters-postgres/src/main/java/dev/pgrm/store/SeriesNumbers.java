package dev.pgrm.store;

import dev.pgrm.application.history.Page;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The short number of each series: given once, and never taken back. */
@Singleton
final class SeriesNumbers {
    private final Map<Series, Integer> known = new ConcurrentHashMap<>();

    record Numbered(int number, Sample sample) {}

    /**
     * Samples in the order of their numbers.
     *
     * @param given to those that had none, unless the transaction is rolled back
     */
    record NumberedPage(List<Numbered> samples, Map<Series, Integer> given) {}

    NumberedPage number(Connection connection, Page page) throws SQLException {
        List<Numbered> samples = new ArrayList<>(page.samples().size());
        Map<Series, Sample> missing = new HashMap<>();
        for (Sample sample : page.samples()) {
            Integer number = known.get(sample.series());
            if (number == null) {
                missing.put(sample.series(), sample);
            } else {
                samples.add(new Numbered(number, sample));
            }
        }
        Map<Series, Integer> given = missing.isEmpty() ? Map.of() : give(connection, missing.keySet());
        missing.forEach((series, sample) -> {
            Integer number = given.get(series);
            if (number != null) {
                samples.add(new Numbered(number, sample));
            }
        });
        samples.sort(Comparator.comparingInt(Numbered::number));
        return new NumberedPage(samples, given);
    }

    private static Map<Series, Integer> give(Connection connection, Set<Series> missing) throws SQLException {
        add(connection, missing);
        return read(connection, missing);
    }

    /** What was given stands: the transaction that gave it was committed. */
    void stand(Map<Series, Integer> given) {
        known.putAll(given);
    }

    @Nullable
    Integer find(Connection connection, Series series) throws SQLException {
        Integer number = known.get(series);
        return number != null ? number : read(connection, Set.of(series)).get(series);
    }

    /** What each number of a kind stands for. */
    Map<Integer, Series> all(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select id, subject, owner, name from history_series where subject = ?")) {
            query.setString(1, subject.name());
            Map<Integer, Series> all = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getInt("id"), series(rows));
                }
            }
            return all;
        }
    }

    private static void add(Connection connection, Collection<Series> missing) throws SQLException {
        List<Series> ordered = List.copyOf(missing);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into history_series (subject, owner, name)
                select * from unnest(?, ?, ?) order by 2, 1, 3 on conflict do nothing""")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "text", of(ordered, series -> series.subject().name())));
            insert.setArray(2, connection.createArrayOf("uuid", of(ordered, Series::owner)));
            insert.setArray(3, connection.createArrayOf("text", of(ordered, Series::name)));
            insert.executeUpdate();
        }
    }

    private static Object[] of(List<Series> series, Function<Series, Object> part) {
        return series.stream().map(part).toArray();
    }

    private static Map<Series, Integer> read(Connection connection, Set<Series> wanted) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select id, subject, owner, name from history_series where owner = any (?)")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            wanted.stream().map(Series::owner).distinct().toArray()));
            Map<Series, Integer> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Series series = series(rows);
                    if (wanted.contains(series)) {
                        found.put(series, rows.getInt("id"));
                    }
                }
            }
            return found;
        }
    }

    private static Series series(ResultSet row) throws SQLException {
        return new Series(
                Subject.valueOf(row.getString("subject")), row.getObject("owner", UUID.class), row.getString("name"));
    }
}
