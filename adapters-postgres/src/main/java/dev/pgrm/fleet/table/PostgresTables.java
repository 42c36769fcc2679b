package dev.pgrm.fleet.table;

import dev.pgrm.application.table.Tables;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.PublishableTable;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.domain.table.TableSearch.OfSubscription;
import dev.pgrm.fleet.connection.Borrowed;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.connection.UncheckedNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads them over a borrowed session, in one round trip. */
public final class PostgresTables implements Tables {
    private final Pools pools;

    public PostgresTables(Pools pools) {
        this.pools = pools;
    }

    @Override
    public TableReading read(Database database, TableSearch search) {
        return whateverComes(
                database,
                session -> read(session, search),
                TableReading.Missing.class::isInstance,
                TableReading.Unread::new);
    }

    @Override
    public PublishableReading publishable(Database database, PublishableSearch search) {
        return whateverComes(
                database,
                session -> publishable(session, search),
                found -> search.table() != null && nothing(found),
                PublishableReading.Unread::new);
    }

    private interface Reading<R> {
        R on(Connection session) throws SQLException;
    }

    private <R> R whateverComes(
            Database database, Reading<R> reading, Predicate<R> missed, Function<Trouble, R> unread) {
        try (Borrowed session = pools.borrow(database)) {
            try {
                return whateverItsNames(session, reading, missed);
            } catch (SQLException e) {
                // Whatever state it is in, whoever comes next begins with another.
                session.end();
                return unread.apply(SqlTrouble.of(e, database.spec()));
            }
        } catch (Troubled e) {
            return unread.apply(e.trouble());
        }
    }

    /** @param missed what was asked for by name was not found: it may be written otherwise */
    private static <R> R whateverItsNames(Borrowed session, Reading<R> reading, Predicate<R> missed)
            throws SQLException {
        try {
            R found = reading.on(session.connection());
            if (!missed.test(found) || !UncheckedNames.read(session.connection())) {
                return found;
            }
        } catch (SQLException e) {
            if (!UncheckedNames.refusedBy(e) || !UncheckedNames.read(session.connection())) {
                throw e;
            }
        }
        R found = reading.on(session.connection());
        // Others shall ask by names as they are usually written.
        session.end();
        return found;
    }

    private static boolean nothing(PublishableReading found) {
        return found instanceof PublishableReading.Page page && page.items().isEmpty();
    }

    private static PublishableReading publishable(Connection session, PublishableSearch search) throws SQLException {
        var query = new PublishableTablesQuery(search, session.getMetaData().getDatabaseMajorVersion());
        var found = new ArrayList<PublishableTable>();
        try (PreparedStatement statement = UncheckedNames.prepare(session, query.sql())) {
            query.bind(statement, search.limit() + 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(PublishableTablesQuery.table(row));
                }
            }
        }
        if (found.size() <= search.limit()) {
            return new PublishableReading.Page(found, null);
        }
        List<PublishableTable> page = found.subList(0, search.limit());
        return new PublishableReading.Page(page, page.getLast().name());
    }

    private static TableReading read(Connection connection, TableSearch search) throws SQLException {
        TableQuery query = queryFor(connection, search);
        // One more than wanted tells whether there is another page.
        List<ListedTable> found = rows(connection, query, search.limit() + 1);
        if (found.isEmpty() && !query.hasSubject(connection)) {
            return new TableReading.Missing();
        }
        if (found.size() <= search.limit()) {
            return new TableReading.Page(found, null);
        }
        List<ListedTable> page = found.subList(0, search.limit());
        return new TableReading.Page(page, page.getLast().name());
    }

    private static TableQuery queryFor(Connection connection, TableSearch search) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return switch (search.of()) {
            case OfPublication(var name) -> new PublishedTablesQuery(search, name, major);
            case OfSubscription(var oid) -> new SubscribedTablesQuery(search, oid, major);
        };
    }

    private static List<ListedTable> rows(Connection connection, TableQuery query, int most) throws SQLException {
        try (PreparedStatement statement = UncheckedNames.prepare(connection, query.sql())) {
            query.bind(statement, most);
            try (ResultSet row = statement.executeQuery()) {
                var tables = new ArrayList<ListedTable>();
                while (row.next()) {
                    tables.add(
                            query.table(row, new TableName(row.getString("schema_name"), row.getString("table_name"))));
                }
                return tables;
            }
        }
    }
}
