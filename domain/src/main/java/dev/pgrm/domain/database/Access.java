package dev.pgrm.domain.database;

import dev.pgrm.domain.aws.IamRole;
import org.jspecify.annotations.Nullable;

/**
 * How we come by what it takes to sign in.
 *
 * @param replicationCredentials those of the account that replicates, when it is another
 * @param credentialsHost the host that the secret names, when it is deliberately another than the one that is connected to, as
 *     with a replica that shares its primary's secret
 * @param iamRole as whom AWS is asked for them
 * @param awsRegion where AWS is asked, when neither the reference nor the host's name tells
 */
public record Access(
        CredentialReference credentials,
        @Nullable CredentialReference replicationCredentials,
        @Nullable String credentialsHost,
        @Nullable IamRole iamRole,
        @Nullable String awsRegion) {

    public static Access by(CredentialReference credentials) {
        return new Access(credentials, null, null, null, null);
    }

    /** Those of an account; one account serves for both where no other was named. */
    public CredentialReference of(Account account) {
        return account == Account.REPLICATION && replicationCredentials != null ? replicationCredentials : credentials;
    }
}
