package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.AccessKey;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.json.JsonSecretForm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS on loopback, and whoever asks it, on a clock that stands still until it is moved. */
final class AwsSite implements AutoCloseable {
    static final String REGION = "eu-west-1";
    static final Patience SHORT = new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(1));

    final AwsEndpoint aws;
    final MovableClock clock = new MovableClock();
    final AuditTrail audit = new AuditTrail();
    private final List<Runnable> opened = new ArrayList<>();

    AwsSite() throws IOException {
        aws = AwsEndpoint.start();
    }

    static String json(String password) {
        return "{\"username\": \"monitor\", \"password\": \"" + password + "\"}";
    }

    CredentialReference.SecretsManager secret(String region, String name, String content) {
        return parse(aws.secrets().put(region, name, content));
    }

    static CredentialReference.SecretsManager parse(String arn) {
        return (CredentialReference.SecretsManager) CredentialReference.parse(arn);
    }

    AwsIdentity identity() {
        return identity(signingWith(aws.accessKey()), Patience.USUAL, REGION);
    }

    AwsIdentity identity(AwsCredentialsProvider signer, Patience patience, @Nullable String region) {
        AwsAccess access = AwsAccess.to(aws.uri(), signer, patience);
        var identity = new AwsIdentity(region == null ? access : access.in(region), clock);
        opened.add(identity::close);
        opened.add(access::close);
        return identity;
    }

    SecretsManagerCredentials secretsManager(AwsIdentity identity) {
        var made = new SecretsManagerCredentials(identity, new JsonSecretForm(), audit, clock);
        opened.addFirst(made::close);
        return made;
    }

    SsmCredentials ssm(AwsIdentity identity) {
        var made = new SsmCredentials(identity, new JsonSecretForm(), audit, clock);
        opened.addFirst(made::close);
        return made;
    }

    static AwsCredentialsProvider signingWith(AccessKey key) {
        return StaticCredentialsProvider.create(
                key.sessionToken() == null
                        ? AwsBasicCredentials.create(key.id(), key.secret())
                        : AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken()));
    }

    static Trouble troubleOf(Lookup lookup) {
        assertThat(lookup).isInstanceOf(Lookup.NotFound.class);
        return ((Lookup.NotFound) lookup).trouble();
    }

    /** How often a value was asked for. */
    int reads() {
        return aws.requests().of("GetSecretValue").size()
                + aws.requests().of("GetParameter").size();
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
        aws.close();
    }
}
