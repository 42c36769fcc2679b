package dev.pgrm.store;

import dev.pgrm.application.operation.Claims;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresClaims implements Claims {
    private static final String ONE_RUNNING = "operation_one_running_by_subject";
    private static final List<OperationStatus> CLAIMABLE = Arrays.stream(OperationStatus.values())
            .filter(OperationStatus::claimable)
            .toList();

    private final OperationRows rows;
    private final PostgresTransactions transactions;
    private final Clock clock;

    PostgresClaims(OperationRows rows, PostgresTransactions transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public @Nullable Epoch claim(OperationId operation, Epoch seen, String worker) {
        try {
            int claimed = transactions.within(
                    () -> rows.claim(operation.value(), seen.value(), worker, clock.instant(), CLAIMABLE));
            return claimed == 1 ? seen.next() : null;
        } catch (RuntimeException e) {
            if (ONE_RUNNING.equals(StoreFailure.constraint(e))) {
                return null;
            }
            throw e;
        }
    }
}
