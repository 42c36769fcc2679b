package dev.pgrm.application.credential;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.CredentialReference.SecretFile;
import dev.pgrm.domain.database.CredentialReference.SecretVariable;
import dev.pgrm.domain.database.CredentialReference.SecretsManager;
import dev.pgrm.domain.database.CredentialReference.SsmParameter;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;

/** Sends each kind of reference to the source that understands it. */
public final class ReferencedCredentials implements Credentials {
    private final CredentialSource<SecretsManager> secretsManager;
    private final CredentialSource<SsmParameter> parameters;
    private final CredentialSource<RdsIam> tokens;
    private final CredentialSource<SecretFile> files;
    private final CredentialSource<SecretVariable> variables;

    public ReferencedCredentials(
            CredentialSource<SecretsManager> secretsManager,
            CredentialSource<SsmParameter> parameters,
            CredentialSource<RdsIam> tokens,
            CredentialSource<SecretFile> files,
            CredentialSource<SecretVariable> variables) {
        this.secretsManager = secretsManager;
        this.parameters = parameters;
        this.tokens = tokens;
        this.files = files;
        this.variables = variables;
    }

    @Override
    public Lookup find(DatabaseSpec database, Account account) {
        return switch (database.access().of(account)) {
            case SecretsManager reference -> secretsManager.find(reference, database);
            case SsmParameter reference -> parameters.find(reference, database);
            case RdsIam reference when account == Account.REPLICATION -> tokenEndsTooSoon(reference);
            case RdsIam reference -> tokens.find(reference, database);
            case SecretFile reference -> files.find(reference, database);
            case SecretVariable reference -> variables.find(reference, database);
        };
    }

    @Override
    public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
        return switch (database.access().of(account)) {
            case SecretsManager reference -> secretsManager.afterRefusal(reference, database, refused);
            case SsmParameter reference -> parameters.afterRefusal(reference, database, refused);
            // Each token is new: what is wrong with one is wrong with the next.
            case RdsIam _ -> List.of();
            case SecretFile reference -> files.afterRefusal(reference, database, refused);
            case SecretVariable reference -> variables.afterRefusal(reference, database, refused);
        };
    }

    private static Lookup tokenEndsTooSoon(RdsIam reference) {
        return new Lookup.NotFound(new Trouble(
                "iam_not_for_replication",
                "The account of " + reference.text() + " cannot replicate: its token ends before a replication"
                        + " connection does",
                "Give the database replicationCredentials of an account with a password and the right to replicate"
                        + " (grant rds_replication)"));
    }
}
