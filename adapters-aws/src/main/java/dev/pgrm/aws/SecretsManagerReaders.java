package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Access.IamRole;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Asks Secrets Manager, through one client per region and role, made when it is first needed. */
final class SecretsManagerReaders implements AutoCloseable {
    private final AwsAccess access;
    private final SecretForm form;
    private final ConcurrentMap<Way, Client> clients = new ConcurrentHashMap<>();

    private record Way(String region, @Nullable IamRole role) {}

    private record Client(
            SecretsManagerClient secrets, @Nullable AssumedRole role) {
        void close() {
            secrets.close();
            if (role != null) {
                role.close();
            }
        }
    }

    private record AssumedRole(StsClient sts, StsAssumeRoleCredentialsProvider signer) {
        void close() {
            signer.close();
            sts.close();
        }
    }

    SecretsManagerReaders(AwsAccess access, SecretForm form) {
        this.access = access;
        this.form = form;
    }

    SecretReading read(SecretKey secret) {
        if (!hasCredentials()) {
            return new SecretReading.Unusable(AwsTroubles.noCredentials());
        }
        try {
            SecretsManagerClient client = clients.computeIfAbsent(new Way(secret.region(), secret.role()), this::open)
                    .secrets();
            String text =
                    client.getSecretValue(get -> get.secretId(secret.arn())).secretString();
            return text == null ? bytes(secret) : form.read(secret.arn(), text);
        } catch (SdkException failure) {
            return new SecretReading.Unusable(AwsTroubles.of(failure, secret));
        }
    }

    private static SecretReading bytes(SecretKey secret) {
        return new SecretReading.Unusable(new Trouble(
                "secret_malformed",
                secret.arn() + " holds bytes rather than text",
                "Store it as JSON, as RDS does: {\"username\": \"...\", \"password\": \"...\"}"));
    }

    /** Asked first, so that its absence is told as such and nothing else is tried. */
    private boolean hasCredentials() {
        try {
            access.credentials().resolveCredentials();
            return true;
        } catch (SdkException _) {
            return false;
        }
    }

    private Client open(Way way) {
        Region region = Region.of(way.region());
        AssumedRole role = way.role() == null ? null : assume(way.role(), region);
        AwsCredentialsProvider signer = role == null ? access.credentials() : role.signer();
        return new Client(access.client(SecretsManagerClient.builder(), region, signer), role);
    }

    private AssumedRole assume(IamRole role, Region region) {
        StsClient sts = access.client(StsClient.builder(), region, access.credentials());
        return new AssumedRole(
                sts,
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(assume -> assume.roleArn(role.arn())
                                .externalId(role.externalId())
                                .roleSessionName("pgrm"))
                        .build());
    }

    @Override
    public void close() {
        clients.values().forEach(Client::close);
        clients.clear();
    }
}
