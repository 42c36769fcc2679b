package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.database.CredentialReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentReadingsTest {
    private static final SecretKey KEY = new SecretKey(
            new CredentialReference.SecretsManager("arn:aws:secretsmanager:x:1:secret:orders", "x"), null);

    private final RecentReadings recent =
            new RecentReadings(Duration.ofMinutes(5), Duration.ofSeconds(10), new MovableClock());

    @Test
    void a_reading_that_was_forgotten_while_under_way_is_not_kept() {
        recent.of(KEY, _ -> {
            recent.forget(KEY::equals);
            return reading("old");
        });
        assertThat(recent.of(KEY, _ -> reading("new"))).isEqualTo(reading("new"));
    }

    @Test
    void a_reading_that_broke_is_begun_again() {
        assertThatThrownBy(() -> recent.of(KEY, _ -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(recent.of(KEY, _ -> reading("new"))).isEqualTo(reading("new"));
    }

    private static SecretReading reading(String password) {
        return new SecretReading.Usable(new Credential("monitor", password), null);
    }
}
