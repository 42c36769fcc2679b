package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Reconnects must not break because AWS does: what was once good serves for an hour, unless it was refused. */
class LastKnownGoodTest {
    private AwsSite site;
    private SecretsManagerCredentials credentials;
    private CredentialReference.SecretsManager secret;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        credentials = site.secretsManager(site.identity());
        secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("first"));
        assertThat(find(Databases.with(secret))).isInstanceOf(Lookup.Found.class);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void an_expired_reading_serves_while_aws_fails_and_is_renewed_when_it_does_not() {
        site.clock.advance(Duration.ofMinutes(10));
        site.aws.troubles().fail("secretsmanager:*", 4);
        assertThat(find(Databases.with(secret))).isInstanceOf(Lookup.Found.class);

        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        site.clock.advance(Duration.ofMinutes(1));
        assertThat(find(Databases.with(secret))).isEqualTo(new Lookup.Found(new Credential("monitor", "second")));
    }

    @Test
    void it_serves_while_we_have_no_credentials_of_our_own() {
        var away = new AtomicBoolean();
        var signer = AwsSite.signingWith(site.aws.accessKey());
        var losing = site.secretsManager(site.identity(
                () -> {
                    if (away.get()) {
                        throw SdkClientException.create("the metadata service does not answer");
                    }
                    return signer.resolveCredentials();
                },
                Patience.USUAL,
                AwsSite.REGION));
        losing.find(secret, Databases.with(secret));
        away.set(true);
        site.clock.advance(Duration.ofMinutes(10));

        assertThat(losing.find(secret, Databases.with(secret))).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void after_an_hour_it_serves_no_more() {
        site.aws.troubles().fail("secretsmanager:*", 100);
        site.clock.advance(Duration.ofMinutes(59));
        assertThat(find(Databases.with(secret))).isInstanceOf(Lookup.Found.class);
        site.clock.advance(Duration.ofMinutes(1));
        assertThat(AwsSite.troubleOf(find(Databases.with(secret))).code()).isEqualTo("aws_failed");
    }

    @Test
    void where_it_was_refused_it_is_not_served_but_elsewhere_it_is() {
        DatabaseSpec other = Databases.at("other.internal", Access.by(secret));
        site.aws.troubles().fail("secretsmanager:*", 100);
        assertThat(credentials.afterRefusal(secret, Databases.with(secret), new Credential("monitor", "first")))
                .isEmpty();
        assertThat(AwsSite.troubleOf(find(Databases.with(secret))).code()).isEqualTo("aws_failed");
        assertThat(find(other)).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void a_reading_that_was_denied_meanwhile_does_not_come_back() {
        var denial = Denial.of("secretsmanager:*");
        site.aws.troubles().deny(denial);
        site.clock.advance(Duration.ofMinutes(5));
        assertThat(AwsSite.troubleOf(find(Databases.with(secret))).code()).isEqualTo("aws_access_denied");
        site.aws.troubles().fail("secretsmanager:*", 100);
        site.clock.advance(Duration.ofMinutes(1));
        assertThat(AwsSite.troubleOf(find(Databases.with(secret))).code()).isEqualTo("aws_failed");
    }

    private Lookup find(DatabaseSpec database) {
        return credentials.find(secret, database);
    }
}
