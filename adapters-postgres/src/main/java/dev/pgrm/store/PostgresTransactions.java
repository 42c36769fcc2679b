package dev.pgrm.store;

import dev.pgrm.application.Transactions;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
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

    void run(Runnable work) {
        within(() -> {
            work.run();
            return true;
        });
    }
}
