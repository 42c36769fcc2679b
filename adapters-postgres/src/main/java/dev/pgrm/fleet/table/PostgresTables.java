package dev.pgrm.fleet.table;

import dev.pgrm.application.table.Tables;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
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

/** Reads them over a borrowed session, in one round trip. */
public final class PostgresTables implements Tables {
    private final Pools pools;

    public PostgresTables(Pools pools) {
        this.pools = pools;
    }

    @Override
    public TableReading read(Database database, TableSearch search) {
        try (Borrowed session = pools.borrow(database)) {
            try {
                return whateverItsNames(session, search);
            } catch (SQLException e) {
                // Whatever state it is in, whoever comes next begins with another.
                session.end();
                return new TableReading.Unread(SqlTrouble.of(e, database.spec()));
            }
        } catch (Troubled e) {
            return new TableReading.Unread(e.trouble());
        }
    }

    private static TableReading whateverItsNames(Borrowed session, TableSearch search) throws SQLException {
        try {
            TableReading found = read(session.connection(), search);
            if (!(found instanceof TableReading.Missing) || !UncheckedNames.read(session.connection())) {
                return found;
            }
        } catch (SQLException e) {
            if (!UncheckedNames.refusedBy(e) || !UncheckedNames.read(session.connection())) {
                throw e;
            }
        }
        TableReading found = read(session.connection(), search);
        // Others shall ask by names as they are usually written.
        session.end();
        return found;
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
