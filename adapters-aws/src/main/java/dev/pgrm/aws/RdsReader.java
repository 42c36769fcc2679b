package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.Parameter;

/** Reads all that RDS has in one region, as one principal. What one permission lacks hides nothing else. */
final class RdsReader {
    private static final int PAGE = 100;

    private final RdsClient rds;
    private final String region;
    private final @Nullable IamRole role;
    private final Map<String, State> clusterGroups = new HashMap<>();
    private final Map<String, State> instanceGroups = new HashMap<>();
    private final List<Blind> troubles = new ArrayList<>();

    RdsReader(RdsClient rds, String region, @Nullable IamRole role) {
        this.rds = rds;
        this.region = region;
        this.role = role;
    }

    RdsInventory read() {
        List<DBInstance> instances = tried(
                "DescribeDBInstances",
                "db",
                List.of(),
                () -> rds.describeDBInstancesPaginator(ask -> ask.maxRecords(PAGE)).dbInstances().stream()
                        .filter(each -> RdsDatabase.isPostgres(String.valueOf(each.engine())))
                        .toList());
        if (!troubles.isEmpty() && !deniedOnly()) {
            // What keeps us from the first keeps us from the others too, each time for as long as a call may take.
            return new RdsInventory(List.of(), List.of(), troubles);
        }
        List<DBCluster> clusters = tried(
                "DescribeDBClusters",
                "cluster",
                List.of(),
                () -> rds.describeDBClustersPaginator(ask -> ask.maxRecords(PAGE)).dbClusters().stream()
                        .filter(each -> RdsDatabase.isPostgres(String.valueOf(each.engine())))
                        .toList());
        var described = new RdsDescriptions(clusters, role);
        var databases = new ArrayList<RdsDatabase>();
        clusters.forEach(each -> databases.add(described.of(each, ofCluster(each), instances)));
        instances.forEach(each -> databases.add(described.of(each, ofInstance(each, clusters))));
        List<RdsProxy> proxies = tried("DescribeDBProxies", "db-proxy", List.of(), () -> proxies(described));
        return new RdsInventory(databases, proxies, troubles);
    }

    private boolean deniedOnly() {
        return troubles.stream().allMatch(each -> each.trouble().code().equals("aws_access_denied"));
    }

    private List<RdsProxy> proxies(RdsDescriptions described) {
        List<DBProxy> proxies = rds.describeDBProxiesPaginator(ask -> ask.maxRecords(PAGE)).dbProxies().stream()
                .filter(each -> "POSTGRESQL".equals(each.engineFamily()))
                .toList();
        if (proxies.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<RdsProxy>();
        proxies.forEach(each -> described.add(each, found));
        var names = proxies.stream().map(DBProxy::dbProxyName).toList();
        rds.describeDBProxyEndpointsPaginator(ask -> ask.maxRecords(PAGE)).dbProxyEndpoints().stream()
                .filter(each -> names.contains(each.dbProxyName()))
                .forEach(each -> described.add(each, found));
        return found;
    }

    private State ofCluster(DBCluster cluster) {
        String group = cluster.dbClusterParameterGroup();
        return group == null
                ? State.UNKNOWN
                : clusterGroups.computeIfAbsent(
                        group,
                        name -> tried(
                                "DescribeDBClusterParameters",
                                "cluster-pg",
                                State.UNKNOWN,
                                () -> state(rds
                                        .describeDBClusterParametersPaginator(
                                                ask -> ask.dbClusterParameterGroupName(name)
                                                        .source("user")
                                                        .maxRecords(PAGE))
                                        .parameters()
                                        .stream()
                                        .toList())));
    }

    /** In a cluster the cluster's group decides. */
    private State ofInstance(DBInstance instance, List<DBCluster> clusters) {
        if (instance.dbClusterIdentifier() != null) {
            return clusters.stream()
                    .filter(each -> instance.dbClusterIdentifier().equals(each.dbClusterIdentifier()))
                    .map(this::ofCluster)
                    .findFirst()
                    .orElse(State.UNKNOWN);
        }
        return instance.dbParameterGroups().isEmpty()
                ? State.UNKNOWN
                : instanceGroups.computeIfAbsent(
                        instance.dbParameterGroups().getFirst().dbParameterGroupName(),
                        name -> tried(
                                "DescribeDBParameters",
                                "pg",
                                State.UNKNOWN,
                                () -> state(rds
                                        .describeDBParametersPaginator(ask -> ask.dbParameterGroupName(name)
                                                .source("user")
                                                .maxRecords(PAGE))
                                        .parameters()
                                        .stream()
                                        .toList())));
    }

    /** Of those that somebody set: by default it is off. */
    private static State state(List<Parameter> set) {
        return set.stream()
                        .filter(each -> "rds.logical_replication".equals(each.parameterName()))
                        .anyMatch(each -> "1".equals(each.parameterValue()))
                ? State.ON
                : State.OFF;
    }

    private <T> T tried(String action, String kind, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SdkException failure) {
            Trouble trouble = ActionOutcome.trouble(
                    failure,
                    "rds:" + action,
                    "arn:" + AwsRegion.partition(region) + ":rds:" + region + ":"
                            + (role == null ? "*" : role.account()) + ":" + kind + ":*",
                    role == null ? null : role.arn());
            var blind = new Blind(region, role == null ? null : role.account(), trouble);
            if (!troubles.contains(blind)) {
                troubles.add(blind);
            }
            return otherwise;
        }
    }
}
