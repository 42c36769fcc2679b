package dev.pgrm.domain.database;

import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an administrator says of a database, already checked. Made from a {@link DatabaseDraft}. */
public record DatabaseSpec(
        String name,
        Hosts hosts,
        String database,
        @Nullable String environment,
        Provider provider,
        DeclaredRole role,
        Tls tls,
        Access access,
        Network network,
        Map<String, String> tags,
        @Nullable String notes) {

    public DatabaseSpec {
        tags = Map.copyOf(tags);
    }

    /** The address under which its server is known. */
    public Endpoint endpoint() {
        return hosts.first();
    }

    /** The same, as far as one of its hosts is concerned. */
    public DatabaseSpec at(Endpoint host) {
        return new DatabaseSpec(
                name,
                new Hosts(host, List.of(), hosts.target()),
                database,
                environment,
                provider,
                role,
                tls,
                access,
                network,
                tags,
                notes);
    }

    /** The region that its owner named, or that the host's name tells. */
    public @Nullable String awsRegion() {
        if (access.awsRegion() != null) {
            return access.awsRegion();
        }
        RdsHost rds = RdsHost.parse(endpoint().host());
        return rds == null ? null : rds.region();
    }
}
