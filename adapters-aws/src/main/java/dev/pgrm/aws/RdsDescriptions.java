package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsDatabase.Network;
import dev.pgrm.domain.aws.RdsDatabase.Replication;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyEndpoint;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** What RDS answers, in our words. */
final class RdsDescriptions {
    private static final String PENDING = "pending-reboot";

    private final List<DBCluster> clusters;
    private final @Nullable IamRole role;

    RdsDescriptions(List<DBCluster> clusters, @Nullable IamRole role) {
        this.clusters = clusters;
        this.role = role;
    }

    RdsDatabase of(DBInstance instance, State logical) {
        return new RdsDatabase(
                Kind.INSTANCE,
                instance.dbInstanceIdentifier(),
                instance.dbInstanceArn(),
                said(instance.dbiResourceId()),
                place(instance.dbInstanceArn()),
                instance.engine(),
                said(instance.engineVersion()),
                said(instance.dbInstanceStatus()),
                instance.endpoint() == null
                        ? null
                        : endpoint(
                                instance.endpoint().address(),
                                instance.endpoint().port()),
                null,
                instance.dbName(),
                secret(instance.masterUserSecret()),
                replication(instance),
                new LogicalReplication(logical, pendingReboot(instance)),
                yes(instance.multiAZ()),
                yes(instance.iamDatabaseAuthenticationEnabled()),
                network(instance),
                tags(instance.tagList()));
    }

    RdsDatabase of(DBCluster cluster, State logical, List<DBInstance> instances) {
        return new RdsDatabase(
                Kind.CLUSTER,
                cluster.dbClusterIdentifier(),
                cluster.dbClusterArn(),
                said(cluster.dbClusterResourceId()),
                place(cluster.dbClusterArn()),
                cluster.engine(),
                said(cluster.engineVersion()),
                said(cluster.status()),
                endpoint(cluster.endpoint(), cluster.port()),
                endpoint(cluster.readerEndpoint(), cluster.port()),
                cluster.databaseName(),
                secret(cluster.masterUserSecret()),
                new Replication(
                        null,
                        false,
                        cluster.replicationSourceIdentifier(),
                        cluster.readReplicaIdentifiers(),
                        cluster.dbClusterMembers().stream()
                                .map(DBClusterMember::dbInstanceIdentifier)
                                .toList()),
                new LogicalReplication(
                        logical,
                        cluster.dbClusterMembers().stream()
                                .anyMatch(member -> PENDING.equals(member.dbClusterParameterGroupStatus()))),
                yes(cluster.multiAZ()),
                yes(cluster.iamDatabaseAuthenticationEnabled()),
                network(cluster, instances),
                tags(cluster.tagList()));
    }

    void add(DBProxy proxy, List<RdsProxy> to) {
        Endpoint endpoint = endpoint(proxy.endpoint(), Endpoint.DEFAULT_PORT);
        if (endpoint != null) {
            to.add(new RdsProxy(
                    proxy.dbProxyName(),
                    proxy.dbProxyArn(),
                    place(proxy.dbProxyArn()),
                    said(proxy.statusAsString()),
                    endpoint));
        }
    }

    void add(DBProxyEndpoint further, List<RdsProxy> to) {
        Endpoint endpoint = endpoint(further.endpoint(), Endpoint.DEFAULT_PORT);
        if (endpoint != null) {
            to.add(new RdsProxy(
                    further.dbProxyName() + "/" + further.dbProxyEndpointName(),
                    further.dbProxyEndpointArn(),
                    place(further.dbProxyEndpointArn()),
                    said(further.statusAsString()),
                    endpoint));
        }
    }

    private Replication replication(DBInstance instance) {
        var replicas = new ArrayList<>(instance.readReplicaDBInstanceIdentifiers());
        replicas.addAll(instance.readReplicaDBClusterIdentifiers());
        DBClusterMember member = membership(instance);
        return new Replication(
                instance.dbClusterIdentifier(),
                member != null && yes(member.isClusterWriter()),
                instance.readReplicaSourceDBInstanceIdentifier() == null
                        ? instance.readReplicaSourceDBClusterIdentifier()
                        : instance.readReplicaSourceDBInstanceIdentifier(),
                replicas,
                List.of());
    }

    private boolean pendingReboot(DBInstance instance) {
        DBClusterMember member = membership(instance);
        return member == null
                ? instance.dbParameterGroups().stream().anyMatch(group -> PENDING.equals(group.parameterApplyStatus()))
                : PENDING.equals(member.dbClusterParameterGroupStatus());
    }

    private @Nullable DBClusterMember membership(DBInstance instance) {
        return clusters.stream()
                .filter(cluster -> Objects.equals(cluster.dbClusterIdentifier(), instance.dbClusterIdentifier()))
                .flatMap(cluster -> cluster.dbClusterMembers().stream())
                .filter(member -> instance.dbInstanceIdentifier().equals(member.dbInstanceIdentifier()))
                .findFirst()
                .orElse(null);
    }

    private static Network network(DBInstance instance) {
        var subnets = instance.dbSubnetGroup();
        return new Network(
                subnets == null ? null : subnets.vpcId(),
                subnets == null
                        ? List.of()
                        : subnets.subnets().stream()
                                .map(subnet -> subnet.subnetIdentifier())
                                .toList(),
                groups(instance.vpcSecurityGroups()));
    }

    /** A cluster names its subnets by their group alone; its members know more. */
    private static Network network(DBCluster cluster, List<DBInstance> instances) {
        Network ofMember = instances.stream()
                .filter(each -> cluster.dbClusterIdentifier().equals(each.dbClusterIdentifier()))
                .map(RdsDescriptions::network)
                .findFirst()
                .orElse(new Network(null, List.of(), List.of()));
        return new Network(
                ofMember.vpcId(),
                ofMember.subnetIds(),
                cluster.hasVpcSecurityGroups() ? groups(cluster.vpcSecurityGroups()) : ofMember.securityGroupIds());
    }

    private static List<String> groups(List<VpcSecurityGroupMembership> groups) {
        return groups.stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
    }

    private RdsPlace place(String arn) {
        String[] parts = arn.split(":", 6);
        return new RdsPlace(parts[3], parts[4], role);
    }

    private static @Nullable Endpoint endpoint(@Nullable String host, @Nullable Integer port) {
        return host == null || host.isBlank() ? null : new Endpoint(host, port == null ? Endpoint.DEFAULT_PORT : port);
    }

    private static @Nullable String secret(@Nullable MasterUserSecret secret) {
        return secret == null ? null : secret.secretArn();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, tag -> said(tag.value()), (one, other) -> other));
    }

    private static boolean yes(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
