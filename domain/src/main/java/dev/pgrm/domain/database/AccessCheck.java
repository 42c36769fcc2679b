package dev.pgrm.domain.database;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How we come by what it takes to sign in to a drafted database. */
final class AccessCheck {
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private AccessCheck() {}

    static @Nullable Access of(DatabaseDraft draft, Violations wrong) {
        CredentialReference credentials = wrong.parsed("credentials", draft.credentials(), CredentialReference::parse);
        wrong.require(
                draft.credentials() != null,
                "credentials",
                "is required: where user and password are found, such as file:NAME");
        wrong.require(
                draft.credentialsHost() == null || HostsCheck.isHost(draft.credentialsHost()),
                "credentialsHost",
                "must be the host that the secret names");
        CredentialReference replication =
                wrong.parsed("replicationCredentials", draft.replicationCredentials(), CredentialReference::parse);
        wrong.require(
                !(replication instanceof RdsIam),
                "replicationCredentials",
                "cannot be rds-iam: its token ends before a replication connection does");
        IamRole role = role(draft.iamRoleArn(), draft.iamExternalId(), wrong);
        wrong.require(
                draft.awsRegion() == null || AwsRegion.isCode(draft.awsRegion()),
                "awsRegion",
                "must look like eu-central-1");
        return credentials == null
                ? null
                : new Access(credentials, replication, draft.credentialsHost(), role, draft.awsRegion());
    }

    private static @Nullable IamRole role(@Nullable String arn, @Nullable String externalId, Violations wrong) {
        wrong.require(
                arn == null || IamRole.isArn(arn), "iamRoleArn", "must look like arn:aws:iam::123456789012:role/NAME");
        wrong.require(
                externalId == null || EXTERNAL_ID.matcher(externalId).matches(),
                "iamExternalId",
                "must have 2 to 1224 letters, digits and + = , . @ : / -, as its owner gave it");
        wrong.require(externalId == null || arn != null, "iamExternalId", "belongs to a role: give iamRoleArn, too");
        return arn == null || !IamRole.isArn(arn) ? null : new IamRole(arn, externalId);
    }
}
