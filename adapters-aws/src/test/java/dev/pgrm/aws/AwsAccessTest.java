package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.json.JsonSecretForm;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** System properties stand for the environment variables here: the SDK reads both in the same place. */
class AwsAccessTest {
    private AwsEndpoint aws;
    private Map<String, String> properties;

    @BeforeEach
    void start() throws IOException {
        aws = AwsEndpoint.start();
        properties = Map.of(
                "aws.region", "eu-north-1",
                "aws.endpointUrl", aws.uri().toString(),
                "aws.accessKeyId", aws.accessKey().id(),
                "aws.secretAccessKey", aws.accessKey().secret());
        properties.forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        properties.keySet().forEach(System::clearProperty);
        aws.close();
    }

    @Test
    void endpoint_and_keys_are_found_as_every_sdk_finds_them() {
        String arn = aws.secrets().put("eu-west-1", "orders", "{\"username\": \"u\", \"password\": \"p\"}");
        var reference = (CredentialReference.SecretsManager) CredentialReference.parse(arn);
        try (AwsAccess access = AwsAccess.ofEnvironment();
                var identity = new AwsIdentity(access, Clock.systemUTC());
                var credentials = new SecretsManagerCredentials(
                        identity, new JsonSecretForm(), new AuditTrail(), Clock.systemUTC())) {
            assertThat(access.defaultRegion()).isEqualTo("eu-north-1");
            assertThat(aws.requests().all()).isEmpty();
            assertThat(credentials.find(reference, Databases.with(reference))).isInstanceOf(Lookup.Found.class);
        }
        assertThat(aws.requests().all()).hasSize(1);
    }
}
