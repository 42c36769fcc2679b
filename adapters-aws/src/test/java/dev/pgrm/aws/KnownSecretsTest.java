package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.Troubles;
import dev.pgrm.domain.database.CredentialReference.SecretsManager;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of secrets, and for how long. */
class KnownSecretsTest {
    private AwsSite site;
    private SecretsManagerCredentials credentials;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        credentials = site.secretsManager(site.identity());
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void what_is_forgotten_takes_no_other_secret_with_it() {
        List<SecretsManager> neighbours = neighbours();
        find(neighbours.getFirst());
        site.clock.advance(Duration.ofHours(2));
        find(neighbours.getLast());
        find(neighbours.getLast());

        assertThat(site.reads()).isEqualTo(2);
    }

    @Test
    void whoever_is_called_off_while_asking_leaves_nothing_behind() throws InterruptedException {
        SecretsManager secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("first"));
        try (Troubles.Stalled _ = site.aws.troubles().stall("secretsmanager:*")) {
            Thread asking = Thread.startVirtualThread(() -> find(secret));
            await().until(() ->
                    asking.getState() == Thread.State.WAITING || asking.getState() == Thread.State.TIMED_WAITING);
            asking.interrupt();
            asking.join();
        }

        assertThat(find(secret)).isInstanceOf(Lookup.Found.class);
    }

    private Lookup find(SecretsManager secret) {
        return credentials.find(secret, Databases.with(secret));
    }

    /** Two that fall into one of the sixteen bins that a map begins with. */
    private List<SecretsManager> neighbours() {
        Map<Integer, SecretsManager> byBin = new HashMap<>();
        for (int each = 0; ; each++) {
            SecretsManager secret = site.secret(AwsSite.REGION, "orders-" + each, AwsSite.json("x"));
            int hash = new SecretKey(secret, secret.region(), null).hashCode();
            SecretsManager other = byBin.put((hash ^ (hash >>> 16)) & 15, secret);
            if (other != null) {
                return List.of(other, secret);
            }
        }
    }
}
