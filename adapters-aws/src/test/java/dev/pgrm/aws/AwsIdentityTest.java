package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsIdentityTest {
    @Test
    void whoever_is_called_off_while_looking_has_found_nothing_out() throws IOException {
        var looked = new AtomicInteger();
        try (var site = new AwsSite()) {
            AwsIdentity identity = site.identity(
                    () -> {
                        if (looked.incrementAndGet() == 1) {
                            Thread.currentThread().interrupt();
                            throw AbortedException.create("called off");
                        }
                        return AwsBasicCredentials.create("AKIA", "x");
                    },
                    Patience.USUAL,
                    null);
            assertThat(identity.isMissing()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(identity.isMissing()).isFalse();
        }
    }

    @Test
    void credentials_that_are_missing_are_looked_for_once_a_minute() throws IOException {
        var looked = new AtomicInteger();
        try (var site = new AwsSite()) {
            AwsIdentity identity = site.identity(
                    () -> {
                        if (looked.incrementAndGet() < 3) {
                            throw SdkClientException.create("none");
                        }
                        return AwsBasicCredentials.create("AKIA", "x");
                    },
                    Patience.USUAL,
                    null);
            for (int i = 0; i < 100; i++) {
                assertThat(identity.isMissing()).isTrue();
            }
            assertThat(looked).hasValue(1);
            site.clock.advance(Duration.ofMinutes(1));
            assertThat(identity.isMissing()).isTrue();
            assertThat(looked).hasValue(2);
            site.clock.advance(Duration.ofMinutes(1));
            assertThat(identity.isMissing()).isFalse();
        }
    }
}
