package dev.pgrm.domain.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a database stands in the provider's network; for people, and for telling which way may be closed. */
public record Network(@Nullable String vpcId, List<String> subnetIds, List<String> securityGroupIds) {
    public static final Network UNSAID = new Network(null, List.of(), List.of());

    public Network {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
    }
}
