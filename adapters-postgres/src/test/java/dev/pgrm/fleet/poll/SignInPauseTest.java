package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInPauseTest {
    private static final Trouble REFUSED = new Trouble("authentication_failed", "no", "mend the secret");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SignInPause pause = new SignInPause(now::get);

    @Test
    void waits_longer_after_each_refusal_and_never_more_than_a_minute() {
        assertThat(pause.refusal()).isNull();
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            pause.failed(REFUSED);
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(pause.refusal()).isEqualTo(REFUSED);
            pass(Duration.ofMillis(1));
            assertThat(pause.refusal()).isNull();
        }
    }

    @Test
    void begins_anew_once_it_was_let_in() {
        pause.failed(REFUSED);
        pause.failed(REFUSED);
        pause.succeeded();
        assertThat(pause.refusal()).isNull();

        pause.failed(REFUSED);
        pass(Duration.ofSeconds(5));
        assertThat(pause.refusal()).isNull();
    }

    @Test
    void does_not_wait_for_a_server_that_is_away() {
        pause.failed(new Trouble("connection_refused", "away", "start it"));

        assertThat(pause.refusal()).isNull();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
