package dev.pgrm.api.database;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseSpec;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registered database as it is read. */
@Serdeable
record DatabaseBody(
        UUID id,
        String name,
        String host,
        int port,
        String database,
        @Nullable String environment,
        String provider,
        String role,
        String tlsMode,
        String credentials,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String vpcId,
        List<String> subnetIds,
        List<String> securityGroupIds,
        Map<String, String> tags,
        @Nullable String notes,
        UUID serverId,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /** As it is written: everything that is not said has a default, but name, host, database and credentials. */
    @Serdeable
    record Draft(
            @Nullable String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String database,
            @Nullable String environment,
            @Nullable String provider,
            @Nullable String role,
            @Nullable String tlsMode,
            @Nullable String credentials,
            @Nullable String replicationCredentials,
            @Nullable String iamRoleArn,
            @Nullable String vpcId,
            @Nullable List<String> subnetIds,
            @Nullable List<String> securityGroupIds,
            @Nullable Map<String, String> tags,
            @Nullable String notes) {

        DatabaseDraft draft() {
            return new DatabaseDraft(
                    name,
                    host,
                    port,
                    database,
                    environment,
                    provider,
                    role,
                    tlsMode,
                    credentials,
                    replicationCredentials,
                    iamRoleArn,
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
    record Page(List<DatabaseBody> items, @Nullable String next) {}

    static DatabaseBody of(Database database) {
        DatabaseSpec spec = database.spec();
        CredentialReference replication = spec.replicationCredentials();
        return new DatabaseBody(
                database.id().value(),
                spec.name(),
                spec.endpoint().host(),
                spec.endpoint().port(),
                spec.database(),
                spec.environment(),
                Words.of(spec.provider()),
                Words.of(spec.role()),
                Words.of(spec.tlsMode()),
                spec.credentials().text(),
                replication == null ? null : replication.text(),
                spec.iamRoleArn(),
                spec.vpcId(),
                spec.subnetIds(),
                spec.securityGroupIds(),
                spec.tags(),
                spec.notes(),
                database.serverId().value(),
                database.version(),
                database.createdAt(),
                database.createdBy(),
                database.updatedAt(),
                database.updatedBy());
    }
}
