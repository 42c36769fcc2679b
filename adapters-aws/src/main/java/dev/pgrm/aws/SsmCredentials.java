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
 * Credentials that stand in encrypted parameters of SSM, in the region of their database. A database that names an IAM role has
 * its parameter read as that role. Thread-safe.
 */
public final class SsmCredentials implements CredentialSource<CredentialReference.SsmParameter>, AutoCloseable {
    private final AwsIdentity identity;
    private final KnownSecrets parameters;

    /** @param audit must neither fail nor wait */
    public SsmCredentials(AwsIdentity identity, SecretForm form, Audit audit, Clock clock) {
        this.identity = identity;
        this.parameters = new KnownSecrets(identity, new SsmKeeper(identity, form), audit, clock);
    }

    @Override
    public Lookup find(CredentialReference.SsmParameter reference, DatabaseSpec database) {
        String region = identity.region(database);
        return region == null
                ? new Lookup.NotFound(AwsIdentity.regionMissing(reference.text()))
                : parameters.find(key(reference, region, database), database);
    }

    @Override
    public List<Credential> afterRefusal(
            CredentialReference.SsmParameter reference, DatabaseSpec database, Credential refused) {
        String region = identity.region(database);
        return region == null
                ? List.of()
                : parameters.afterRefusal(key(reference, region, database), database, refused);
    }

    private static SecretKey key(CredentialReference.SsmParameter reference, String region, DatabaseSpec database) {
        return new SecretKey(reference, region, database.access().iamRole());
    }

    @Override
    public void close() {
        parameters.close();
    }
}
