package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Who we are at AWS, by ourselves or in a role, and in which region. Shared by all that signs. Thread-safe. */
public final class AwsIdentity implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AwsIdentity.class);

    /** Where there are no credentials, looking for them asks addresses that do not answer. */
    private static final Duration ABSENCE_HOLDS = Duration.ofMinutes(1);

    private final AwsAccess access;
    private final Clock clock;
    private final ConcurrentMap<Way, AssumedRole> roles = new ConcurrentHashMap<>();
    private @Nullable Instant absentUntil;

    private record Way(IamRole role, String region) {}

    private record AssumedRole(StsClient sts, StsAssumeRoleCredentialsProvider signer) {
        void close() {
            signer.close();
            sts.close();
        }
    }

    public AwsIdentity(AwsAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    AwsAccess access() {
        return access;
    }

    /** Asked before anything is called, so that without credentials nothing is. */
    public synchronized boolean isMissing() {
        Instant now = clock.instant();
        if (absentUntil != null && now.isBefore(absentUntil)) {
            return true;
        }
        try {
            access.credentials().resolveCredentials();
            absentUntil = null;
            return false;
        } catch (SdkException none) {
            // Whoever was called off while looking has found out nothing.
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            if (absentUntil == null) {
                log.warn("No AWS credentials were found: {}", none.getMessage());
            }
            absentUntil = now.plus(ABSENCE_HOLDS);
            return true;
        }
    }

    /** Whoever is to sign; keys of a role are renewed before they expire. Nothing is called until they are asked for. */
    public AwsCredentialsProvider signer(@Nullable IamRole role, String region) {
        return role == null
                ? access.credentials()
                : roles.computeIfAbsent(new Way(role, region), this::assume).signer();
    }

    /** That of the database, or else the usual one. */
    public @Nullable String region(DatabaseSpec database) {
        String own = database.awsRegion();
        return own == null ? access.defaultRegion() : own;
    }

    static Trouble regionMissing(String reference) {
        return new Trouble(
                "aws_region_missing",
                "Nothing says in which AWS region " + reference + " is",
                "Set awsRegion on the database, or AWS_REGION for every monitor");
    }

    private AssumedRole assume(Way way) {
        StsClient sts = access.client(StsClient.builder(), Region.of(way.region()), access.credentials());
        return new AssumedRole(
                sts,
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(assume -> assume.roleArn(way.role().arn())
                                .externalId(way.role().externalId())
                                .roleSessionName("pgrm"))
                        .build());
    }

    @Override
    public void close() {
        roles.values().forEach(AssumedRole::close);
        roles.clear();
    }
}
