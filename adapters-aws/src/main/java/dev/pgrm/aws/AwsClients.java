package dev.pgrm.aws;

import dev.pgrm.domain.aws.AwsRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** One client per service, region and role, made when it is first needed and kept, since it learns how fast AWS lets it go. */
final class AwsClients implements AutoCloseable {
    /** Whoever has no credentials is looked for in the instance's metadata service each time, which takes seconds. */
    private static final Duration KEEP_ABSENCE = Duration.ofMinutes(1);

    private final AwsAccess access;
    private final Clock clock;
    private final ConcurrentMap<Way, SdkClient> clients = new ConcurrentHashMap<>();
    private final ConcurrentMap<Assumed, StsAssumeRoleCredentialsProvider> signers = new ConcurrentHashMap<>();
    private volatile Instant absentUntil = Instant.MIN;

    private record Way(
            Class<?> service, String region, @Nullable AwsRole role) {}

    private record Assumed(AwsRole role, String region) {}

    AwsClients(AwsAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    boolean haveCredentials() {
        if (clock.instant().isBefore(absentUntil)) {
            return false;
        }
        try {
            access.credentials().resolveCredentials();
            return true;
        } catch (SdkException _) {
            absentUntil = clock.instant().plus(KEEP_ABSENCE);
            return false;
        }
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C of(
            Class<C> service, Supplier<B> builder, String region, @Nullable AwsRole role) {
        return service.cast(clients.computeIfAbsent(
                new Way(service, region, role),
                way -> access.client(builder.get(), Region.of(region), signer(region, role))));
    }

    private AwsCredentialsProvider signer(String region, @Nullable AwsRole role) {
        return role == null
                ? access.credentials()
                : signers.computeIfAbsent(new Assumed(role, region), assumed -> assume(role, sts(region)));
    }

    /** Not among the kept: one of those is being made while this is called. */
    private StsClient sts(String region) {
        return access.client(StsClient.builder(), Region.of(region), access.credentials());
    }

    private static StsAssumeRoleCredentialsProvider assume(AwsRole role, StsClient sts) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(assume ->
                        assume.roleArn(role.arn()).externalId(role.externalId()).roleSessionName("pgrm"))
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        clients.clear();
        signers.values().forEach(StsAssumeRoleCredentialsProvider::close);
        signers.clear();
    }
}
