package dev.pgrm.aws;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

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

    public SecretsManagerCredentials(AwsAccess access, SecretForm form, Clock clock) {
        this.readers = new SecretsManagerReaders(access, form);
        this.recent = new RecentReadings(KEEP, KEEP_FAILURE, clock);
    }

    @Override
    public Lookup find(CredentialReference.SecretsManager reference, DatabaseSpec database) {
        return recent.of(new SecretKey(reference, database.access().iamRole()), readers::read)
                .forDatabase(reference.arn(), database);
    }

    @Override
    public List<Credential> afterRefusal(
            CredentialReference.SecretsManager reference, DatabaseSpec database, Credential refused) {
        recent.forget(secret -> secret.reference().equals(reference));
        return CredentialSource.super.afterRefusal(reference, database, refused);
    }

    @Override
    public void close() {
        readers.close();
    }
}
