package dev.pgrm.aws;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * Tokens with which a user signs in to RDS, made anew for every connection: one is good for a quarter of an hour, and only for
 * the first host and port of the database that was given. Signing needs no network. Thread-safe.
 */
public final class RdsIamCredentials implements CredentialSource<RdsIam> {
    private final AwsIdentity identity;
    private final Clock clock;

    public RdsIamCredentials(AwsIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public Lookup find(RdsIam reference, DatabaseSpec database) {
        String region = identity.region(database);
        if (region == null) {
            return new Lookup.NotFound(AwsIdentity.regionMissing(reference.text()));
        }
        if (identity.isMissing()) {
            return new Lookup.NotFound(AwsTroubles.noCredentials());
        }
        IamRole role = database.access().iamRole();
        AwsCredentials signer;
        try {
            signer = identity.signer(role, region).resolveCredentials();
        } catch (SdkException failure) {
            return new Lookup.NotFound(
                    role == null ? AwsTroubles.noCredentials() : AwsTroubles.ofRole(failure, role, region));
        }
        return isExpired(signer)
                ? new Lookup.NotFound(AwsTroubles.expired())
                : new Lookup.Found(
                        new Credential(reference.user(), token(reference.user(), database.endpoint(), region, signer)));
    }

    /** RDS would refuse such a token without saying why. */
    private boolean isExpired(AwsCredentials signer) {
        return signer.expirationTime()
                .filter(end -> !clock.instant().isBefore(end))
                .isPresent();
    }

    private static String token(String user, Endpoint endpoint, String region, AwsCredentials signer) {
        return RdsUtilities.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(signer))
                .build()
                .generateAuthenticationToken(token ->
                        token.hostname(endpoint.host()).port(endpoint.port()).username(user));
    }
}
