package dev.pgrm.store;

import dev.pgrm.application.Transactions;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.Supplier;

/** Every way into the store leads through here: work joins the transaction around it, or has its own. */
@Singleton
final class PostgresTransactions implements Transactions {
    private final TransactionOperations<Connection> operations;

    PostgresTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public <T> T within(Supplier<T> work) {
        try {
            return operations.executeWrite(status -> work.get());
        } catch (RuntimeException e) {
            throw StoreFailure.translated(e);
        }
    }

    /** Work on a table that nobody else changes meanwhile; readers go on. */
    <T> T alone(Table table, Supplier<T> work) {
        try {
            return operations.executeWrite(status -> {
                try (Statement statement = status.getConnection().createStatement()) {
                    statement.execute("lock table " + table.name + " in share row exclusive mode");
                }
                return work.get();
            });
        } catch (RuntimeException e) {
            throw StoreFailure.translated(e);
        }
    }

    /** Tables that change so rarely that changing them one at a time costs nothing. Taken in this order. */
    enum Table {
        SERVER("server"),
        IDENTITY("identity");

        private final String name;

        Table(String name) {
            this.name = name;
        }
    }

    void run(Runnable work) {
        within(() -> {
            work.run();
            return true;
        });
    }
}
