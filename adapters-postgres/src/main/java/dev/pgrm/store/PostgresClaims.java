package dev.pgrm.store;

import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresClaims implements Claims {
    /** Of a worker that was not heard of for so long others take over. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private static final List<OperationStatus> CLAIMABLE = Arrays.stream(OperationStatus.values())
            .filter(OperationStatus::claimable)
            .toList();

    private final OperationRows rows;
    private final PostgresTransactions transactions;

    PostgresClaims(OperationRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public @Nullable Epoch claim(OperationId operation, Epoch seen, WorkerId worker) {
        try {
            return transactions.within(() -> claimed(operation, seen, worker) ? seen.next() : null);
        } catch (Held e) {
            return null;
        }
    }

    private boolean claimed(OperationId operation, Epoch seen, WorkerId worker) {
        int claimed = rows.claim(operation.value(), seen.value(), worker.toString(), CLAIMABLE, SILENCE.toMillis());
        if (claimed == 1 && rows.hold(operation.value()) < rows.subjects(operation.value())) {
            throw new Held();
        }
        return claimed == 1;
    }

    /** Undoes the claim: another operation works on a subject of it. */
    private static final class Held extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Held() {
            super("another operation works on the same", null, false, false);
        }
    }

    @Override
    public Pulse beat(OperationId operation, Epoch epoch) {
        return transactions.within(() -> {
            if (rows.beat(operation.value(), epoch.value()) == 0) {
                return Pulse.SUPERSEDED;
            }
            boolean cancelled =
                    rows.find(operation.value()).map(OperationRow::cancelled).orElse(false);
            return cancelled ? Pulse.CANCELLED : Pulse.OURS;
        });
    }

    @Override
    public void release(OperationId operation, Epoch epoch) {
        transactions.run(() -> rows.release(operation.value(), epoch.value()));
    }
}
