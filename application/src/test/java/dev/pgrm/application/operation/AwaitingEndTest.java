package dev.pgrm.application.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwaitingEndTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final Rung rung = new Rung();
    private final AwaitingEnd awaiting = new AwaitingEnd(journal, rung);

    private Operation opened() {
        Operation operation = Operations.pending("dw");
        journal.open(operation);
        return operation;
    }

    @Test
    void ends_with_the_operation() {
        Operation operation = opened();
        var answer = CompletableFuture.supplyAsync(() -> awaiting.await(operation, LONG));

        journal.cancel(operation.id());
        rung.report(operation.id(), "", 0, "");

        assertThat(answer.orTimeout(1, TimeUnit.MINUTES).join().status()).isEqualTo(OperationStatus.CANCELLED);
    }

    @Test
    void ends_with_patience() {
        Operation operation = opened();

        assertThat(awaiting.await(operation, Duration.ofMillis(5)).status()).isEqualTo(OperationStatus.PENDING);
        assertThat(awaiting.await(operation, Duration.ZERO)).isEqualTo(operation);
    }
}
