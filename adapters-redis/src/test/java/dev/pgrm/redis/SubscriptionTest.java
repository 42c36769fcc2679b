package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    @Test
    void a_listener_that_cannot_keep_up_is_told_that_it_missed_something() {
        var turnstile = new Semaphore(0);
        var heard = new AtomicInteger();
        var missed = new AtomicInteger();
        try (var subscription = new Subscription(
                "news",
                _ -> {
                    turnstile.acquireUninterruptibly();
                    heard.incrementAndGet();
                },
                missed::incrementAndGet)) {
            for (int i = 0; i < 2 * Subscription.MOST_WAITING; i++) {
                subscription.heard("message " + i);
            }
            turnstile.release(2 * Subscription.MOST_WAITING);

            await().until(() -> missed.get() == 1);
            assertThat(heard.get()).isBetween(Subscription.MOST_WAITING, Subscription.MOST_WAITING + 1);
        }
    }
}
