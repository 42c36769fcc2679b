package dev.pgrm.domain.aws;

import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance or a cluster of PostgreSQL, as RDS describes it.
 *
 * @param resourceId outlives renames
 * @param endpoint of an instance its own, of a cluster that of its writer; none while it is being made
 * @param reader where a cluster lets itself be read
 * @param database the first one, if it was made with one
 * @param masterSecretArn the secret that RDS keeps for the master user
 */
public record RdsDatabase(
        Kind kind,
        String identifier,
        String arn,
        String resourceId,
        RdsPlace place,
        String engine,
        String version,
        String status,
        @Nullable Endpoint endpoint,
        @Nullable Endpoint reader,
        @Nullable String database,
        @Nullable String masterSecretArn,
        Replication replication,
        LogicalReplication logicalReplication,
        boolean multiAz,
        boolean iamSignIn,
        Network network,
        Map<String, String> tags) {

    private static final Set<String> ENGINES = Set.of("postgres", "aurora-postgresql");

    public RdsDatabase {
        if (!isPostgres(engine)) {
            throw new IllegalArgumentException("'" + engine + "' is not PostgreSQL");
        }
        if (identifier.isBlank() || arn.isBlank()) {
            throw new IllegalArgumentException("A database of RDS has an identifier and an ARN");
        }
        tags = Map.copyOf(tags);
    }

    public enum Kind {
        INSTANCE,
        CLUSTER
    }

    /** Whether an engine of RDS is PostgreSQL. */
    public static boolean isPostgres(String engine) {
        return ENGINES.contains(engine);
    }

    public boolean aurora() {
        return engine.startsWith("aurora");
    }

    public boolean inCluster() {
        return kind == Kind.INSTANCE && replication.cluster() != null;
    }

    /** Whether it is meant by a name that RDS gives: the identifier within a region and account, the ARN beyond. */
    boolean isNamed(String name, RdsPlace from) {
        return arn.equalsIgnoreCase(name)
                || (identifier.equalsIgnoreCase(name)
                        && place.region().equals(from.region())
                        && place.account().equals(from.account()));
    }

    public List<Endpoint> endpoints() {
        return Stream.of(endpoint, reader)
                .<Endpoint>mapMulti((each, to) -> {
                    if (each != null) {
                        to.accept(each);
                    }
                })
                .toList();
    }

    /**
     * Who follows whom by RDS's own means. Names are identifiers, or ARNs where they are of another region or account.
     *
     * @param cluster of an instance, the one it is a member of
     * @param writer whether it writes in its cluster
     * @param source what it is a read replica of
     * @param members of a cluster
     */
    public record Replication(
            @Nullable String cluster,
            boolean writer,
            @Nullable String source,
            List<String> replicas,
            List<String> members) {
        public static final Replication NONE = new Replication(null, false, null, List.of(), List.of());

        public Replication {
            replicas = List.copyOf(replicas);
            members = List.copyOf(members);
        }
    }

    /**
     * The parameter rds.logical_replication.
     *
     * @param pendingReboot the value is not in force before a restart
     */
    public record LogicalReplication(State state, boolean pendingReboot) {
        public enum State {
            ON,
            OFF,
            UNKNOWN
        }
    }

    /** Where in the VPC it stands. */
    public record Network(@Nullable String vpcId, List<String> subnetIds, List<String> securityGroupIds) {
        public Network {
            subnetIds = List.copyOf(subnetIds);
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }
}
