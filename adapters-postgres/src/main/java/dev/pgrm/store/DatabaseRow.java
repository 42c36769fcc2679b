package dev.pgrm.store;

import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.server.ServerId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("registered_database")
record DatabaseRow(
        @Id UUID id,
        @Relation(Relation.Kind.MANY_TO_ONE) ServerRow server,
        String name,
        String database,
        @Nullable String environment,
        Provider provider,
        DeclaredRole role,
        TlsMode tlsMode,
        String credentials,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String vpcId,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> subnetIds,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> securityGroupIds,
        @TypeDef(type = DataType.JSON) Map<String, String> tags,
        @Nullable String notes,
        @Version Long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /** Who wrote a row, and when. */
    record Stamp(long version, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {
        static Stamp first(String actor, Instant now) {
            return new Stamp(0, now, actor, now, actor);
        }

        Stamp changed(String actor, Instant now) {
            return new Stamp(version, createdAt, createdBy, now, actor);
        }
    }

    static DatabaseRow of(UUID id, ServerRow server, DatabaseSpec spec, Stamp stamp) {
        CredentialReference forReplication = spec.replicationCredentials();
        return new DatabaseRow(
                id,
                server,
                spec.name(),
                spec.database(),
                spec.environment(),
                spec.provider(),
                spec.role(),
                spec.tlsMode(),
                spec.credentials().text(),
                forReplication == null ? null : forReplication.text(),
                spec.iamRoleArn(),
                spec.vpcId(),
                spec.subnetIds(),
                spec.securityGroupIds(),
                spec.tags(),
                spec.notes(),
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
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy);
    }

    private DatabaseSpec spec() {
        return new DatabaseSpec(
                name,
                server.endpoint(),
                database,
                environment,
                provider,
                role,
                tlsMode,
                CredentialReference.parse(credentials),
                replicationCredentials == null ? null : CredentialReference.parse(replicationCredentials),
                iamRoleArn,
                vpcId,
                subnetIds,
                securityGroupIds,
                tags,
                notes);
    }
}
