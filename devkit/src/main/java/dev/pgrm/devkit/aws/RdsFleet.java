package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What RDS knows, region by region: instances, clusters, parameter groups and log files. */
public final class RdsFleet {
    private final Clock clock;
    private final Map<String, Region> regions = new HashMap<>();

    private static final class Region {
        private final Map<String, ObjectNode> instances = new TreeMap<>();
        private final Map<String, ObjectNode> clusters = new TreeMap<>();
        private final Map<String, ObjectNode> proxies = new TreeMap<>();
        private final Map<String, ObjectNode> proxyEndpoints = new TreeMap<>();
        private final Map<String, String> writers = new HashMap<>();
        private final Map<String, DbParameters> groups = new HashMap<>();
        private final Map<String, Map<String, LogFile>> logs = new HashMap<>();
    }

    RdsFleet(Clock clock) {
        this.clock = clock;
    }

    /** Adds the instance, or replaces the one of that name; answers with its ARN. */
    public synchronized String add(String region, RdsInstance instance) {
        ObjectNode node = instance.description();
        String id = node.get("DBInstanceIdentifier").asText().toLowerCase(Locale.ROOT);
        String arn = arn(region, "db", id);
        node.put("DBInstanceArn", arn).put("AvailabilityZone", region + "a");
        node.putPOJO("InstanceCreateTime", clock.instant());
        region(region).instances.put(id, node);
        return arn;
    }

    /** Adds the cluster, with the instance that is its writer. */
    public synchronized String add(String region, RdsCluster cluster, String writerIdentifier) {
        ObjectNode node = cluster.description();
        String id = node.get("DBClusterIdentifier").asText().toLowerCase(Locale.ROOT);
        String arn = arn(region, "cluster", id);
        node.put("DBClusterArn", arn);
        node.putPOJO("ClusterCreateTime", clock.instant());
        region(region).clusters.put(id, node);
        region(region).writers.put(id, writerIdentifier);
        return arn;
    }

    /** Adds an RDS Proxy before PostgreSQL with its own endpoint. */
    public synchronized String addProxy(String region, String name, String host) {
        String arn = arn(region, "db-proxy", "prx-" + RandomText.upper(17).toLowerCase(Locale.ROOT));
        region(region)
                .proxies
                .put(
                        name,
                        Trees.object()
                                .put("DBProxyName", name)
                                .put("DBProxyArn", arn)
                                .put("Status", "available")
                                .put("EngineFamily", "POSTGRESQL")
                                .put("Endpoint", host)
                                .put("RequireTLS", true));
        return arn;
    }

    /** Adds a further endpoint to a proxy. */
    public synchronized String addProxyEndpoint(String region, String proxy, String name, String host) {
        String arn = arn(
                region,
                "db-proxy-endpoint",
                "prx-endpoint-" + RandomText.upper(17).toLowerCase(Locale.ROOT));
        region(region)
                .proxyEndpoints
                .put(
                        name,
                        Trees.object()
                                .put("DBProxyEndpointName", name)
                                .put("DBProxyEndpointArn", arn)
                                .put("DBProxyName", proxy)
                                .put("Status", "available")
                                .put("TargetRole", "READ_ONLY")
                                .put("Endpoint", host));
        return arn;
    }

    /** Another instance of the cluster becomes its writer, as after a failover. */
    public synchronized void failOver(String region, String clusterIdentifier, String newWriterIdentifier) {
        region(region).writers.put(clusterIdentifier, newWriterIdentifier);
    }

    /** Sets a parameter in a group, of instances or of clusters, which comes into being with its first parameter. */
    public synchronized void setParameter(String region, String group, String name, String value) {
        region(region).groups.computeIfAbsent(group, _ -> new DbParameters()).set(name, value);
    }

    public synchronized void appendLog(String region, String instanceIdentifier, String fileName, String text) {
        region(region)
                .logs
                .computeIfAbsent(instanceIdentifier, _ -> new TreeMap<>())
                .computeIfAbsent(fileName, _ -> new LogFile())
                .append(text, clock.instant());
    }

    synchronized List<ObjectNode> instances(String region) {
        return region(region).instances.values().stream()
                .map(node -> withReplicas(region, node.deepCopy()))
                .toList();
    }

    synchronized List<ObjectNode> clusters(String region) {
        return region(region).clusters.values().stream()
                .map(node -> withMembers(region, node.deepCopy()))
                .toList();
    }

    synchronized List<ObjectNode> proxies(String region) {
        return List.copyOf(region(region).proxies.values());
    }

    synchronized List<ObjectNode> proxyEndpoints(String region) {
        return List.copyOf(region(region).proxyEndpoints.values());
    }

    /** Default groups exist without anybody creating them. */
    synchronized @Nullable DbParameters group(String region, String name) {
        DbParameters group = region(region).groups.get(name);
        return group == null && name.startsWith("default.") ? new DbParameters() : group;
    }

    synchronized Map<String, LogFile> logs(String region, String instanceIdentifier) {
        return new TreeMap<>(region(region).logs.getOrDefault(instanceIdentifier, Map.of()));
    }

    /** The source lists its replicas: by identifier in its own region, by ARN in others. */
    private ObjectNode withReplicas(String region, ObjectNode source) {
        var replicas = new ArrayList<String>();
        String id = source.get("DBInstanceIdentifier").asText();
        String arn = source.get("DBInstanceArn").asText();
        regions.forEach((where, content) -> content.instances.values().forEach(replica -> {
            String from = replica.path("ReadReplicaSourceDBInstanceIdentifier").asText();
            boolean near = where.equals(region);
            if (from.equals(arn) || (near && from.equals(id))) {
                replicas.add(replica.get(near ? "DBInstanceIdentifier" : "DBInstanceArn")
                        .asText());
            }
        }));
        replicas.sort(null);
        source.set("ReadReplicaDBInstanceIdentifiers", Trees.texts(replicas));
        return source;
    }

    private ObjectNode withMembers(String region, ObjectNode cluster) {
        cluster.set(
                "ReadReplicaIdentifiers",
                Trees.texts(clustersThatFollow(cluster.get("DBClusterArn").asText())));
        String id = cluster.get("DBClusterIdentifier").asText();
        String writer = region(region).writers.getOrDefault(id, "");
        ArrayNode members = cluster.putArray("DBClusterMembers");
        region(region).instances.forEach((name, instance) -> {
            if (instance.path("DBClusterIdentifier").asText().equals(id)) {
                members.addObject()
                        .put("DBInstanceIdentifier", name)
                        .put("IsClusterWriter", name.equals(writer))
                        .put("DBClusterParameterGroupStatus", "in-sync")
                        .put("PromotionTier", 1);
            }
        });
        return cluster;
    }

    private List<String> clustersThatFollow(String sourceArn) {
        return regions.values().stream()
                .flatMap(region -> region.clusters.values().stream())
                .filter(other ->
                        other.path("ReplicationSourceIdentifier").asText().equals(sourceArn))
                .map(other -> other.get("DBClusterArn").asText())
                .sorted()
                .toList();
    }

    private Region region(String name) {
        return regions.computeIfAbsent(name, _ -> new Region());
    }

    private static String arn(String region, String kind, String id) {
        return "arn:aws:rds:" + region + ":" + Identities.ACCOUNT + ":" + kind + ":" + id;
    }
}
