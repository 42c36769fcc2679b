package dev.pgrm.fleet.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {
    private static final Trouble REFUSED = trouble("authentication_failed");
    private static final Trouble SILENT = trouble("timed_out");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private double chance = 0.5;
    private final Breaker breaker = new Breaker(now::get, () -> chance);

    @Test
    void waits_longer_after_each_refusal_and_never_more_than_a_minute() {
        assertThat(breaker.refusal()).isNull();
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            breaker.failed(REFUSED);
            assertOpenFor(Duration.ofSeconds(seconds), REFUSED);
        }
    }

    @Test
    void waits_from_the_third_silence_in_a_row_and_never_more_than_half_a_minute() {
        for (int each = 0; each < 2; each++) {
            breaker.failed(SILENT);
            assertThat(breaker.refusal()).isNull();
        }
        for (int seconds : new int[] {5, 10, 20, 30, 30}) {
            breaker.failed(trouble("dns_failed"));
            assertOpenFor(Duration.ofSeconds(seconds), trouble("dns_failed"));
        }
    }

    @Test
    void pauses_vary_by_a_fifth() {
        chance = 0;
        breaker.failed(REFUSED);
        assertThat(breaker.left()).isEqualTo(Duration.ofSeconds(4));
        breaker.succeeded();
        chance = 1;
        breaker.failed(REFUSED);
        assertThat(breaker.left()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void begins_anew_once_it_was_let_in() {
        breaker.failed(REFUSED);
        breaker.failed(REFUSED);
        breaker.succeeded();
        assertThat(breaker.refusal()).isNull();

        breaker.failed(REFUSED);
        assertOpenFor(Duration.ofSeconds(5), REFUSED);
    }

    @Test
    void a_server_that_answers_anything_else_ends_the_row_of_silence() {
        breaker.failed(SILENT);
        breaker.failed(SILENT);
        breaker.failed(trouble("connection_refused"));
        breaker.failed(SILENT);

        assertThat(breaker.refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"connection_refused", "server_not_ready", "too_many_connections", "own_connections_exhausted"})
    void what_costs_nothing_is_tried_at_every_turn(String code) {
        for (int each = 0; each < 10; each++) {
            breaker.failed(trouble(code));
            assertThat(breaker.refusal()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign_in_rejected",
                "secret_not_found",
                "aws_access_denied",
                "kms_denied",
                "iam_token_refused",
                "rds_iam_not_granted",
                "client_certificate_refused",
            })
    void whatever_is_wrong_with_the_credential_is_a_refusal(String code) {
        breaker.failed(trouble(code));

        assertThat(breaker.refusal()).isEqualTo(trouble(code));
    }

    @Test
    void who_asks_in_person_need_not_wait_for_silence_to_end_but_for_a_refusal() {
        breaker.failed(SILENT);
        breaker.failed(SILENT);
        breaker.failed(SILENT);
        breaker.hurry();
        assertThat(breaker.refusal()).isNull();

        breaker.failed(REFUSED);
        breaker.hurry();
        assertThat(breaker.refusal()).isEqualTo(REFUSED);
    }

    private void assertOpenFor(Duration pause, Trouble trouble) {
        assertThat(breaker.left()).isEqualTo(pause);
        pass(pause.minusMillis(1));
        assertThat(breaker.refusal()).isEqualTo(trouble);
        pass(Duration.ofMillis(1));
        assertThat(breaker.refusal()).isNull();
    }

    private static Trouble trouble(String code) {
        return new Trouble(code, "what", "remedy");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
