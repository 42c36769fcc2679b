package dev.pgrm.aws;

import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Clock;
import java.util.List;

/**
 * Credentials that stand in Secrets Manager. The region is the ARN's; a database that names an IAM role has its secret
 * read as that role. Thread-safe.
 */
public final class SecretsManagerCredentials
        implements CredentialSource<CredentialReference.SecretsManager>, AutoCloseable {
    private final KnownSecrets secrets;

    /** @param audit must neither fail nor wait */
    public SecretsManagerCredentials(AwsIdentity identity, SecretForm form, Audit audit, Clock clock) {
        this.secrets = new KnownSecrets(identity, new SecretsManagerKeeper(identity, form), audit, clock);
    }

    @Override
    public Lookup find(CredentialReference.SecretsManager reference, DatabaseSpec database) {
        return secrets.find(key(reference, database), database);
    }

    @Override
    public List<Credential> afterRefusal(
            CredentialReference.SecretsManager reference, DatabaseSpec database, Credential refused) {
        return secrets.afterRefusal(key(reference, database), database, refused);
    }

    private static SecretKey key(CredentialReference.SecretsManager reference, DatabaseSpec database) {
        return new SecretKey(reference, reference.region(), database.access().iamRole());
    }

    @Override
    public void close() {
        secrets.close();
    }
}
