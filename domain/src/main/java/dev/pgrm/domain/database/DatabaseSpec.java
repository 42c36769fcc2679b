package dev.pgrm.domain.database;

import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an administrator says of a database, already checked. Made from a {@link DatabaseDraft}. */
public record DatabaseSpec(
        String name,
        Endpoint endpoint,
        String database,
        @Nullable String environment,
        Provider provider,
        DeclaredRole role,
        TlsMode tlsMode,
        CredentialReference credentials,
        @Nullable CredentialReference replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String vpcId,
        List<String> subnetIds,
        List<String> securityGroupIds,
        Map<String, String> tags,
        @Nullable String notes) {

    public DatabaseSpec {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
        tags = Map.copyOf(tags);
    }
}
