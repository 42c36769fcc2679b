package dev.pgrm.api.aws;

import dev.pgrm.domain.database.DatabaseDraft;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database as it may be registered. Without credentials where RDS keeps none: whoever registers it chooses them. */
@Serdeable
record OfferBody(
        @Nullable String name,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String database,
        @Nullable String provider,
        @Nullable String role,
        @Nullable String tlsMode,
        @Nullable String credentials,
        @Nullable String iamRoleArn,
        @Nullable String iamExternalId,
        @Nullable String awsRegion,
        @Nullable String vpcId,
        @Nullable List<String> subnetIds,
        @Nullable List<String> securityGroupIds,
        @Nullable Map<String, String> tags) {

    static OfferBody of(DatabaseDraft draft) {
        return new OfferBody(
                draft.name(),
                draft.host(),
                draft.port(),
                draft.database(),
                draft.provider(),
                draft.role(),
                draft.tlsMode(),
                draft.credentials(),
                draft.iamRoleArn(),
                draft.iamExternalId(),
                draft.awsRegion(),
                draft.vpcId(),
                draft.subnetIds(),
                draft.securityGroupIds(),
                draft.tags());
    }
}
