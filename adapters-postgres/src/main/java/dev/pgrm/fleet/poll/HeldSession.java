package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.fleet.connection.Borrowed;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.Capabilities.Privileges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** What each section read, in their order. One round trip once the session stands. */
    List<Object> read(List<Section<?>> sections) throws Troubled {
        try {
            return readOnceOrTwice(sections);
        } catch (Troubled | RuntimeException e) {
            // Whatever state it is in, the next poll begins with a session of its own.
            close();
            throw e;
        }
    }

    private List<Object> readOnceOrTwice(List<Section<?>> sections) throws Troubled {
        boolean fresh = session == null;
        try {
            return attempt(sections);
        } catch (SQLException e) {
            close();
            Trouble trouble = SqlTrouble.of(e, database.spec());
            // A session that was held may have died unnoticed since the last poll; a new one tells what is true now.
            if (fresh || !trouble.code().equals(SqlTrouble.CONNECTION_LOST)) {
                throw new Troubled(trouble);
            }
        }
        try {
            return attempt(sections);
        } catch (SQLException e) {
            throw new Troubled(SqlTrouble.of(e, database.spec()));
        }
    }

    /** As of the last {@link #read} that went well. */
    Capabilities capabilities() {
        if (capabilities == null) {
            throw new IllegalStateException("nothing has been read yet");
        }
        return capabilities;
    }

    private List<Object> attempt(List<Section<?>> sections) throws SQLException, Troubled {
        Connection open = open();
        PreparedStatement statement = prepared.get(sections);
        if (statement == null) {
            Capabilities known = capabilities();
            statement = open.prepareStatement(Stream.concat(Stream.of(PRIVILEGES), sections.stream())
                    .map(section -> section.sql(known))
                    .collect(Collectors.joining(";\n")));
            prepared.put(sections, statement);
        }
        int parameter = 1;
        for (Section<?> section : sections) {
            parameter = section.bind(statement, parameter);
        }
        boolean hasRows = statement.execute();
        Privileges privileges = result(statement, hasRows, PRIVILEGES);
        var results = new ArrayList<Object>();
        for (Section<?> section : sections) {
            results.add(result(statement, statement.getMoreResults(), section));
        }
        if (!privileges.equals(capabilities().privileges())) {
            // The statements were composed for others: a new session composes them anew.
            close();
        }
        return results;
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
    public void close() {
        prepared.clear();
        Borrowed ended = session;
        session = null;
        if (ended != null) {
            ended.end();
        }
    }
}
