package dev.pgrm.application.credential;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.CredentialReference.SecretFile;
import dev.pgrm.domain.database.CredentialReference.SecretVariable;
import dev.pgrm.domain.database.CredentialReference.SecretsManager;
import dev.pgrm.domain.database.CredentialReference.SsmParameter;
import dev.pgrm.domain.database.DatabaseSpec;

/** Sends each kind of reference to the source that understands it. */
public final class ReferencedCredentials implements Credentials {
    private final CredentialSource<SecretsManager> secretsManager;
    private final CredentialSource<SecretFile> files;
    private final CredentialSource<SecretVariable> variables;

    public ReferencedCredentials(
            CredentialSource<SecretsManager> secretsManager,
            CredentialSource<SecretFile> files,
            CredentialSource<SecretVariable> variables) {
        this.secretsManager = secretsManager;
        this.files = files;
        this.variables = variables;
    }

    @Override
    public Lookup find(DatabaseSpec database) {
        return switch (database.credentials()) {
            case SecretsManager reference -> secretsManager.find(reference, database);
            case SecretFile reference -> files.find(reference, database);
            case SecretVariable reference -> variables.find(reference, database);
            case SsmParameter reference -> notRead(reference);
            case RdsIam reference -> notRead(reference);
        };
    }

    @Override
    public void refused(DatabaseSpec database) {
        switch (database.credentials()) {
            case SecretsManager reference -> secretsManager.forget(reference);
            case SecretFile reference -> files.forget(reference);
            case SecretVariable reference -> variables.forget(reference);
            case SsmParameter reference -> {}
            case RdsIam reference -> {}
        }
    }

    private static Lookup notRead(CredentialReference reference) {
        return new Lookup.NotFound(new Trouble(
                "reference_not_supported",
                "This version does not read references such as " + reference.text(),
                "Use a Secrets Manager ARN, file:NAME or env:NAME"));
    }
}
