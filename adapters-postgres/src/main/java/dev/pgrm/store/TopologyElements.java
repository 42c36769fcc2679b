package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.application.history.Changes;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.history.Records.Version;
import dev.pgrm.application.history.Records.Versions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts of the map over time: each version is valid from the page that brought it until the page that brought another. */
@Singleton
final class TopologyElements {
    private static final Logger log = LoggerFactory.getLogger(TopologyElements.class);

    /** So many are forgotten in one go. */
    private static final int SOME = 10_000;

    private final Format<Element> format;

    TopologyElements(Format<Element> format) {
        this.format = format;
    }

    List<Element> present(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select id, body from topology_element where upper_inf(valid)")) {
            return read(query);
        }
    }

    /** In an order that stays while the same parts are there. */
    List<Element> at(Connection connection, Instant at) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select id, body from topology_element where valid @> cast(? as timestamptz) order by id")) {
            query.setObject(1, HistoryPen.utc(at));
            return read(query);
        }
    }

    Versions versions(Connection connection, Instant from, Instant to, int most) throws SQLException {
        Instant reach = reach(connection, from, to, most);
        try (PreparedStatement query = connection.prepareStatement("""
                select id, lower(valid) as begun, upper(valid) as ended, body from topology_element
                 where valid && tstzrange(?, ?, '[]') order by id, valid""")) {
            query.setObject(1, HistoryPen.utc(reach));
            query.setObject(2, HistoryPen.utc(to));
            var versions = new ArrayList<Version>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Element element = read(rows);
                    OffsetDateTime ended = rows.getObject("ended", OffsetDateTime.class);
                    if (element != null) {
                        versions.add(new Version(
                                element,
                                rows.getObject("begun", OffsetDateTime.class).toInstant(),
                                ended == null ? null : ended.toInstant()));
                    }
                }
            }
            return new Versions(reach, versions);
        }
    }

    /** The moment since which no more changes than that begin; before the last one, however many they were at once. */
    private static Instant reach(Connection connection, Instant from, Instant to, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select least(lower(valid), max(lower(valid)) over () - interval '1 microsecond') from topology_element
                 where valid && tstzrange(?, ?, '[]') and lower(valid) > ?
                 order by lower(valid) desc offset ? limit 1""")) {
            query.setObject(1, HistoryPen.utc(from));
            query.setObject(2, HistoryPen.utc(to));
            query.setObject(3, HistoryPen.utc(from));
            query.setInt(4, most);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : from;
            }
        }
    }

    void change(Connection connection, Instant at, Changes changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement end = connection.prepareStatement("""
                update topology_element set valid = tstzrange(lower(valid), ?) where id = any (?) and upper_inf(valid)""")) {
            end.setObject(1, HistoryPen.utc(at));
            end.setArray(2, connection.createArrayOf("uuid", idsOf(changes)));
            end.executeUpdate();
        }
        try (PreparedStatement begin = connection.prepareStatement(
                "insert into topology_element (id, valid, body) values (?, tstzrange(?, null), ?)")) {
            for (Element element : changes.fresh()) {
                begin.setObject(1, element.id());
                begin.setObject(2, HistoryPen.utc(at));
                begin.setString(3, format.write(element));
                begin.addBatch();
            }
            begin.executeBatch();
        }
    }

    private static UUID[] idsOf(Changes changes) {
        return Stream.concat(changes.gone().stream(), changes.fresh().stream().map(Element::id))
                .toArray(UUID[]::new);
    }

    /** Says whether there is more to forget. */
    boolean forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from topology_element where ctid = any (array(
                    select ctid from topology_element where valid << tstzrange(?, null) limit ?))""")) {
            delete.setObject(1, HistoryPen.utc(before));
            delete.setInt(2, SOME);
            return delete.executeUpdate() == SOME;
        }
    }

    private List<Element> read(PreparedStatement query) throws SQLException {
        var elements = new ArrayList<Element>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Element element = read(rows);
                if (element != null) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }

    /** What another version of the program wrote may be unreadable. */
    private @Nullable Element read(ResultSet row) throws SQLException {
        try {
            return format.read(row.getString("body"));
        } catch (IllegalArgumentException e) {
            log.warn("A part of the map of the past cannot be read and is passed over: {}", row.getString("id"), e);
            return null;
        }
    }
}
