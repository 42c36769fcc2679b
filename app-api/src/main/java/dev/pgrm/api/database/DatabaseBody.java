package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.database.Registry;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Endpoint;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registered database as it is read.
 *
 * @param managedBy file, when it is kept by the file of databases and changed there alone
 */
@Serdeable
public record DatabaseBody(
        UUID id,
        String name,
        String host,
        int port,
        List<String> alternateHosts,
        String targetSessionAttrs,
        String database,
        @Nullable String environment,
        String provider,
        String role,
        String tlsMode,
        @Nullable String tlsCa,
        String credentials,
        @Nullable String credentialsHost,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String iamExternalId,
        @Nullable String awsRegion,
        @Nullable String vpcId,
        List<String> subnetIds,
        List<String> securityGroupIds,
        Map<String, String> tags,
        @Nullable String notes,
        UUID serverId,
        @Nullable String managedBy,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /** As it is written: everything that is not said has a default, but name, host, database and credentials. */
    @Serdeable
    public record Draft(
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
            @Nullable String notes,
            @Schema(hidden = true) @Nullable String password) {

        public DatabaseDraft draft() {
            // Passing it over in silence would leave somebody believing that it was taken.
            if (password != null) {
                throw new Refusal(Problem.of(
                                HttpStatus.UNPROCESSABLE_ENTITY,
                                "invalid",
                                "A password was sent; nothing was saved",
                                "Put it where a reference leads to, and give that as credentials")
                        .with(List.of(new Violation("password", "is not accepted: no password is ever stored here"))));
            }
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
                    credentials,
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

        /** What is sent as a credential may be a password by mistake. */
        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    @Serdeable
    record Page(List<DatabaseBody> items, @Nullable String next) {
        static Page of(Registry.Page page) {
            return new Page(
                    page.items().stream().map(DatabaseBody::of).toList(),
                    page.next() == null ? null : Cursor.after(page.next()));
        }
    }

    static DatabaseBody of(Database database) {
        DatabaseSpec spec = database.spec();
        Access access = spec.access();
        CredentialReference replication = access.replicationCredentials();
        IamRole role = access.iamRole();
        return new DatabaseBody(
                database.id().value(),
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
                role == null ? null : role.arn(),
                role == null ? null : role.externalId(),
                access.awsRegion(),
                spec.network().vpcId(),
                spec.network().subnetIds(),
                spec.network().securityGroupIds(),
                spec.tags(),
                spec.notes(),
                database.serverId().value(),
                database.keeper() == Keeper.FILE ? Words.of(Keeper.FILE) : null,
                database.version(),
                database.createdAt(),
                database.createdBy(),
                database.updatedAt(),
                database.updatedBy());
    }
}
