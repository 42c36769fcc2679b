package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant NOW = NOON.plusSeconds(10);
    private static final WalHistory HISTORY =
            WalHistory.EMPTY.with(NOON, new Lsn(100)).with(NOW, new Lsn(300));

    @Test
    void whoever_has_everything_is_not_behind_whatever_the_server_reports() {
        assertThat(Lag.between(new Lsn(300), new Lsn(300), HISTORY, NOW, Duration.ofMinutes(5)))
                .isEqualTo(new Lag(Bytes.ZERO, Duration.ZERO));
    }

    @Test
    void a_server_that_reports_nothing_does_not_hide_a_lag() {
        assertThat(Lag.between(new Lsn(200), new Lsn(300), HISTORY, NOW, null))
                .isEqualTo(new Lag(new Bytes(100), Duration.ofSeconds(5)));
    }

    @Test
    void what_the_server_reports_can_only_lengthen_it() {
        assertThat(Lag.between(new Lsn(200), new Lsn(300), HISTORY, NOW, Duration.ofSeconds(1))
                        .time())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(Lag.between(new Lsn(200), new Lsn(300), HISTORY, NOW, Duration.ofSeconds(9))
                        .time())
                .isEqualTo(Duration.ofSeconds(9));
    }
}
