package dev.pgrm.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackgroundAuditTest {
    private final AuditTrail trail = new AuditTrail();

    @Test
    void entries_are_written_in_their_order_and_all_before_it_closes() {
        List<AuditEntry> entries =
                IntStream.range(0, 100).mapToObj(BackgroundAuditTest::entry).toList();
        try (var audit = new BackgroundAudit(trail)) {
            entries.forEach(audit::record);
        }
        assertThat(trail.entries).containsExactlyElementsOf(entries);
    }

    @Test
    void whoever_records_waits_for_no_store_that_hangs_and_learns_nothing_of_one_that_is_away() {
        var hanging = new CountDownLatch(1);
        var tried = new AtomicInteger();
        try (var audit = new BackgroundAudit(entry -> {
            awaitUninterrupted(hanging);
            if (tried.incrementAndGet() == 1) {
                throw new StoreUnavailable("The store does not answer", new IllegalStateException());
            }
            trail.record(entry);
        })) {
            for (int i = 0; i < 2_000; i++) {
                audit.record(entry(i));
            }
            hanging.countDown();
            await().until(() -> trail.entries.size() >= 1_000);
        }
        assertThat(trail.entries.getFirst()).isEqualTo(entry(1));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(Instant.EPOCH, "pgrm", "secret.read", "ssm:/" + number, Map.of());
    }
}
