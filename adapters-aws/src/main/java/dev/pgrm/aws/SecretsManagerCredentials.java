package dev.pgrm.aws;

import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Clock;
import java.time.Duration;

/**
 * Credentials that stand in Secrets Manager. The region is the ARN's; a database that names an IAM role has its secret
 * read as that role. Thread-safe.
 */
public final class SecretsManagerCredentials
        implements CredentialSource<CredentialReference.SecretsManager>, AutoCloseable {
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration KEEP_FAILURE = Duration.ofSeconds(10);

    private final SecretsManagerReaders readers;
    private final RecentReadings recent;

    public SecretsManagerCredentials(AwsAccess access, Clock clock) {
        this.readers = new SecretsManagerReaders(access);
        this.recent = new RecentReadings(KEEP, KEEP_FAILURE, clock);
    }

    @Override
    public Lookup find(CredentialReference.SecretsManager reference, DatabaseSpec database) {
        return switch (recent.of(new SecretKey(reference, database.iamRoleArn()), readers::read)) {
            case SecretReading.Unusable(Trouble trouble) -> new Lookup.NotFound(trouble);
            case SecretReading.Usable secret ->
                forHost(reference, secret, database.endpoint().host());
        };
    }

    @Override
    public void forget(CredentialReference.SecretsManager reference) {
        recent.forget(secret -> secret.reference().equals(reference));
    }

    @Override
    public void close() {
        readers.close();
    }

    /** Whoever may register databases could otherwise send any readable password to a host of theirs. */
    private static Lookup forHost(
            CredentialReference.SecretsManager reference, SecretReading.Usable secret, String host) {
        if (secret.host() == null || secret.host().equalsIgnoreCase(host)) {
            return new Lookup.Found(secret.credential());
        }
        return new Lookup.NotFound(new Trouble(
                "secret_of_other_host",
                reference.arn() + " was made for " + secret.host() + ", not for " + host,
                "Register the database under that host, or give it a secret that names " + host + " or no host"));
    }
}
