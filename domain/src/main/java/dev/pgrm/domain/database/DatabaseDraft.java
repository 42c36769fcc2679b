package dev.pgrm.domain.database;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database as entered, with nothing checked. {@link #check()} finds everything that is wrong at once. */
public record DatabaseDraft(
        @Nullable String name,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable List<String> alternateHosts,
        @Nullable String targetSessionAttrs,
        @Nullable String database,
        @Nullable String environment,
        @Nullable String provider,
        @Nullable String role,
        @Nullable String tlsMode,
        @Nullable String tlsCa,
        @Nullable String credentials,
        @Nullable String credentialsHost,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String iamExternalId,
        @Nullable String awsRegion,
        @Nullable String vpcId,
        @Nullable List<String> subnetIds,
        @Nullable List<String> securityGroupIds,
        @Nullable Map<String, String> tags,
        @Nullable String notes) {

    public sealed interface Checked {
        record Accepted(DatabaseSpec spec) implements Checked {}

        record Refused(List<Violation> violations) implements Checked {
            public Refused {
                violations = List.copyOf(violations);
            }
        }
    }

    /** What would have to be entered to get this. */
    public static DatabaseDraft of(DatabaseSpec spec) {
        Access access = spec.access();
        CredentialReference replication = access.replicationCredentials();
        IamRole iamRole = access.iamRole();
        return new DatabaseDraft(
                spec.name(),
                spec.endpoint().host(),
                spec.endpoint().port(),
                spec.hosts().alternates().stream().map(Endpoint::toString).toList(),
                Words.of(spec.hosts().target()),
                spec.database(),
                spec.environment(),
                Words.of(spec.provider()),
                Words.of(spec.role()),
                Words.of(spec.tls().mode()),
                spec.tls().authorities().text(),
                access.credentials().text(),
                access.credentialsHost(),
                replication == null ? null : replication.text(),
                iamRole == null ? null : iamRole.arn(),
                iamRole == null ? null : iamRole.externalId(),
                access.awsRegion(),
                spec.network().vpcId(),
                spec.network().subnetIds(),
                spec.network().securityGroupIds(),
                spec.tags(),
                spec.notes());
    }

    public DatabaseDraft withCredentials(@Nullable String reference) {
        return new DatabaseDraft(
                name,
                host,
                port,
                alternateHosts,
                targetSessionAttrs,
                database,
                environment,
                provider,
                role,
                tlsMode,
                tlsCa,
                reference,
                credentialsHost,
                replicationCredentials,
                iamRoleArn,
                iamExternalId,
                awsRegion,
                vpcId,
                subnetIds,
                securityGroupIds,
                tags,
                notes);
    }

    public Checked check() {
        var wrong = new Violations();
        String checkedName = DescriptionCheck.name(this, wrong);
        Hosts hosts = HostsCheck.of(this, wrong);
        String checkedDatabase = DescriptionCheck.database(this, wrong);
        wrong.limit("environment", environment, 63);
        Provider checkedProvider = wrong.choice("provider", provider, Provider.values(), Provider.SELF_HOSTED);
        DeclaredRole checkedRole = wrong.choice("role", role, DeclaredRole.values(), DeclaredRole.PRIMARY);
        Access access = AccessCheck.of(this, wrong);
        Tls tls = TlsCheck.of(this, access, wrong);
        Network network = DescriptionCheck.network(this, wrong);
        Map<String, String> checkedTags = DescriptionCheck.tags(this, wrong);
        wrong.limit("notes", notes, 10_000);
        if (checkedName == null || hosts == null || checkedDatabase == null || access == null || !wrong.none()) {
            return new Checked.Refused(wrong.all());
        }
        return new Checked.Accepted(new DatabaseSpec(
                checkedName,
                hosts,
                checkedDatabase,
                environment,
                checkedProvider,
                checkedRole,
                tls,
                access,
                network,
                checkedTags,
                notes));
    }

    /** What was entered as a credential may be a password by mistake. */
    @Override
    public String toString() {
        return "DatabaseDraft[" + name + "]";
    }
}
