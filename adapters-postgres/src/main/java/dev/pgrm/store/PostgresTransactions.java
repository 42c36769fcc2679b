package dev.pgrm.store;

import dev.pgrm.application.Transactions;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Every way into the store leads through here: work joins the transaction around it, or has its own. */
@Singleton
final class PostgresTransactions implements Transactions {
    private final TransactionOperations<Connection> operations;

    PostgresTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /** Tables that change so rarely that changing them one at a time costs nothing; locked in this order. */
    enum Table {
        SERVER("server"),
        IDENTITY("identity");

        private final String name;

        Table(String name) {
            this.name = name;
        }
    }

    @Override
    public <T> T within(Supplier<T> work) {
        try {
            return operations.executeWrite(status -> work.get());
        } catch (RuntimeException e) {
            throw StoreFailure.translated(e);
        }
    }

    /** What no repository can say. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work on the connection of a transaction. */
    <T> T connected(Work<T> work) {
        return within(() -> {
            try {
                return work.on(operations.getConnection());
            } catch (SQLException e) {
                throw new DataAccessException("The store did not do what it was asked for", e);
            }
        });
    }

    void run(Runnable work) {
        within(() -> {
            work.run();
            return true;
        });
    }

    /** Work on a table that nobody else changes meanwhile; readers go on. */
    <T> T alone(Table table, Supplier<T> work) {
        return within(() -> {
            lock(table);
            return work.get();
        });
    }

    private void lock(Table table) {
        try (Statement statement = operations.getConnection().createStatement()) {
            statement.execute("lock table " + table.name + " in share row exclusive mode");
        } catch (SQLException e) {
            throw new DataAccessException("Table " + table.name + " could not be locked", e);
        }
    }
}
