package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.fleet.connection.Borrowed;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.connection.UncheckedNames;
import dev.pgrm.fleet.poll.Capabilities.Privileges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The session on one database, opened when needed and kept until it breaks. */
final class HeldSession implements AutoCloseable {
    private static final PrivilegesSection PRIVILEGES = new PrivilegesSection();

    private final Database database;
    private final Pools pools;
    private final Map<List<Section<?>>, PreparedStatement> prepared = new HashMap<>();

    private @Nullable Borrowed session;
    private @Nullable Capabilities capabilities;

    HeldSession(Database database, Pools pools) {
        this.database = database;
        this.pools = pools;
    }

    DatabaseId database() {
        return database.id();
    }

    String databaseName() {
        return database.spec().database();
    }

    /** Whether a session stands, so that the next reading is one round trip. */
    boolean stands() {
        return session != null;
    }

    /**
     * What each section read. One round trip once the session stands.
     *
     * @param sections asked for when the session stands, since who is first to have one speaks for the server
     */
    Reading read(Supplier<List<Section<?>>> sections) throws Troubled {
        try {
            return readOnceOrTwice(sections);
        } catch (Troubled | RuntimeException e) {
            // Whatever state it is in, the next poll begins with a session of its own.
            close();
            throw e;
        }
    }

    private Reading readOnceOrTwice(Supplier<List<Section<?>>> sections) throws Troubled {
        boolean fresh = session == null;
        try {
            return whateverItsNames(sections);
        } catch (SQLException e) {
            close();
            Trouble trouble = SqlTrouble.of(e, database.spec());
            // A session that was held may have died unnoticed since the last poll; a new one tells what is true now.
            if (fresh || !trouble.code().equals(SqlTrouble.CONNECTION_LOST)) {
                throw new Troubled(trouble);
            }
        }
        try {
            return whateverItsNames(sections);
        } catch (SQLException e) {
            throw new Troubled(SqlTrouble.of(e, database.spec()));
        }
    }

    private Reading whateverItsNames(Supplier<List<Section<?>>> sections) throws SQLException, Troubled {
        try {
            return attempt(sections);
        } catch (SQLException e) {
            if (session == null || !UncheckedNames.refusedBy(e) || !UncheckedNames.read(session.connection())) {
                throw e;
            }
            return attempt(sections);
        }
    }

    private Reading attempt(Supplier<List<Section<?>>> wanted) throws SQLException, Troubled {
        Connection open = open();
        Capabilities known = Objects.requireNonNull(capabilities);
        List<Section<?>> sections = wanted.get();
        PreparedStatement statement = prepared.get(sections);
        if (statement == null) {
            statement = open.prepareStatement(composed(sections, known));
            prepared.put(List.copyOf(sections), statement);
        }
        int parameter = 1;
        for (Section<?> section : sections) {
            parameter = section.bind(statement, parameter);
        }
        boolean hasRows = statement.execute();
        Privileges privileges = result(statement, hasRows, PRIVILEGES);
        var reading = new Reading(known);
        for (Section<?> section : sections) {
            take(reading, statement, section);
        }
        if (!privileges.equals(known.privileges())) {
            // The statements were composed for others: a new session composes them anew.
            close();
        }
        return reading;
    }

    /** What our role may see is asked first, by every poll. */
    static String composed(List<Section<?>> sections, Capabilities capabilities) {
        return Stream.concat(Stream.of(PRIVILEGES), sections.stream())
                .map(section -> section.sql(capabilities))
                .collect(Collectors.joining(";\n"));
    }

    private static <T> void take(Reading reading, PreparedStatement statement, Section<T> section) throws SQLException {
        reading.put(section, result(statement, statement.getMoreResults(), section));
    }

    private static <T> T result(PreparedStatement statement, boolean hasRows, Section<T> section) throws SQLException {
        if (!hasRows) {
            throw new IllegalStateException("a section of the poll gave no rows");
        }
        try (ResultSet rows = statement.getResultSet()) {
            return section.read(rows);
        }
    }

    private Connection open() throws SQLException, Troubled {
        if (session == null) {
            Borrowed borrowed = pools.borrow(database);
            session = borrowed;
            capabilities = Capabilities.probe(borrowed.connection());
        }
        return session.connection();
    }

    /** Whoever watches the server next, perhaps another worker, shall not have to wait for this session's place. */
    @Override
    public synchronized void close() {
        prepared.clear();
        Borrowed ended = session;
        session = null;
        if (ended != null) {
            ended.end();
        }
    }
}
