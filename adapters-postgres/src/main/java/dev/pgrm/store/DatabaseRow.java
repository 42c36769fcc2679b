package dev.pgrm.store;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.ServerId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns are named, or the mapper makes their names of the properties' anew, for each value of each row. */
@MappedEntity("registered_database")
record DatabaseRow(
        @Id @MappedProperty("id") UUID id,
        @Relation(Relation.Kind.MANY_TO_ONE) ServerRow server,
        @MappedProperty("name") String name,
        @MappedProperty("database") String database,
        @MappedProperty("environment") @Nullable String environment,
        @MappedProperty("provider") Provider provider,
        @MappedProperty("role") DeclaredRole role,

        @MappedProperty("alternate_hosts") @TypeDef(type = DataType.STRING_ARRAY)
        List<String> alternateHosts,

        @MappedProperty("target_session") TargetSession targetSession,
        @MappedProperty("tls_mode") TlsMode tlsMode,
        @MappedProperty("tls_ca") @Nullable String tlsCa,
        @MappedProperty("credentials") String credentials,
        @MappedProperty("credentials_host") @Nullable String credentialsHost,
        @MappedProperty("replication_credentials") @Nullable String replicationCredentials,
        @MappedProperty("iam_role_arn") @Nullable String iamRoleArn,
        @MappedProperty("iam_external_id") @Nullable String iamExternalId,
        @MappedProperty("aws_region") @Nullable String awsRegion,
        @MappedProperty("vpc_id") @Nullable String vpcId,

        @MappedProperty("subnet_ids") @TypeDef(type = DataType.STRING_ARRAY)
        List<String> subnetIds,

        @MappedProperty("security_group_ids") @TypeDef(type = DataType.STRING_ARRAY)
        List<String> securityGroupIds,

        @MappedProperty("tags") @TypeDef(type = DataType.JSON)
        Map<String, String> tags,

        @MappedProperty("notes") @Nullable String notes,
        @MappedProperty("keeper") Keeper keeper,
        @MappedProperty("version") @Version Long version,
        @MappedProperty("created_at") Instant createdAt,
        @MappedProperty("created_by") String createdBy,
        @MappedProperty("updated_at") Instant updatedAt,
        @MappedProperty("updated_by") String updatedBy) {

    /** Who wrote a row, and when. */
    record Stamp(long version, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {
        static Stamp first(String actor, Instant now) {
            return new Stamp(0, now, actor, now, actor);
        }

        Stamp changed(String actor, Instant now) {
            return new Stamp(version, createdAt, createdBy, now, actor);
        }
    }

    static DatabaseRow of(UUID id, ServerRow server, DatabaseSpec spec, Keeper keeper, Stamp stamp) {
        Access access = spec.access();
        CredentialReference forReplication = access.replicationCredentials();
        IamRole role = access.iamRole();
        return new DatabaseRow(
                id,
                server,
                spec.name(),
                spec.database(),
                spec.environment(),
                spec.provider(),
                spec.role(),
                spec.hosts().alternates().stream().map(Endpoint::toString).toList(),
                spec.hosts().target(),
                spec.tls().mode(),
                spec.tls().authorities().text(),
                access.credentials().text(),
                access.credentialsHost(),
                forReplication == null ? null : forReplication.text(),
                role == null ? null : role.arn(),
                role == null ? null : role.externalId(),
                access.awsRegion(),
                spec.network().vpcId(),
                spec.network().subnetIds(),
                spec.network().securityGroupIds(),
                spec.tags(),
                spec.notes(),
                keeper,
                stamp.version(),
                stamp.createdAt(),
                stamp.createdBy(),
                stamp.updatedAt(),
                stamp.updatedBy());
    }

    Stamp stamp() {
        return new Stamp(version, createdAt, createdBy, updatedAt, updatedBy);
    }

    Database registered() {
        return new Database(
                new DatabaseId(id),
                new ServerId(server.id()),
                spec(),
                keeper,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    private DatabaseSpec spec() {
        return new DatabaseSpec(
                name,
                new Hosts(
                        server.endpoint(),
                        alternateHosts.stream().map(Endpoint::parse).toList(),
                        targetSession),
                database,
                environment,
                provider,
                role,
                new Tls(tlsMode, TlsAuthorities.parse(tlsCa)),
                new Access(
                        CredentialReference.parse(credentials),
                        replicationCredentials == null ? null : CredentialReference.parse(replicationCredentials),
                        credentialsHost,
                        iamRoleArn == null ? null : new IamRole(iamRoleArn, iamExternalId),
                        awsRegion),
                new Network(vpcId, subnetIds, securityGroupIds),
                tags,
                notes);
    }
}
