package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What RDS tells of its instances, clusters and parameter groups; {@link RdsLogs} adds their logs. */
final class RdsService implements AwsService {
    private static final Map<String, String> FIELD_OF_FILTER = Map.of(
            "db-instance-id", "DBInstanceIdentifier",
            "db-cluster-id", "DBClusterIdentifier",
            "dbi-resource-id", "DbiResourceId",
            "engine", "Engine");

    private final RdsFleet fleet;
    private final RdsLogs logs;

    RdsService(RdsFleet fleet) {
        this.fleet = fleet;
        this.logs = new RdsLogs(fleet);
    }

    @Override
    public String scope() {
        return "rds";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "DescribeDBInstances",
                new Operation(call -> arn(call, "db", "DBInstanceIdentifier"), this::instances),
                "DescribeDBClusters",
                new Operation(call -> arn(call, "cluster", "DBClusterIdentifier"), this::clusters),
                "DescribeDBProxies",
                new Operation(
                        call -> arn(call, "db-proxy", "DBProxyName"),
                        call -> paged(call, "DBProxies", fleet.proxies(call.region()))),
                "DescribeDBProxyEndpoints",
                new Operation(
                        call -> arn(call, "db-proxy-endpoint", "DBProxyEndpointName"),
                        call -> paged(call, "DBProxyEndpoints", fleet.proxyEndpoints(call.region()))),
                "DescribeDBParameters",
                new Operation(
                        call -> arn(call, "pg", "DBParameterGroupName"),
                        call -> parameters(call, "DBParameterGroupName", "DBParameterGroup")),
                "DescribeDBClusterParameters",
                new Operation(
                        call -> arn(call, "cluster-pg", "DBClusterParameterGroupName"),
                        call -> parameters(call, "DBClusterParameterGroupName", "DBClusterParameterGroup")),
                "DescribeDBLogFiles",
                new Operation(call -> arn(call, "db", "DBInstanceIdentifier"), logs::files),
                "DownloadDBLogFilePortion",
                new Operation(call -> arn(call, "db", "DBInstanceIdentifier"), logs::portion));
    }

    private ObjectNode instances(Call call) {
        String asked = call.find("DBInstanceIdentifier");
        List<ObjectNode> found = fleet.instances(call.region()).stream()
                .filter(instance -> isNamed(instance, asked, "DBInstanceIdentifier", "DBInstanceArn"))
                .filter(instance -> passes(instance, call.input().path("Filters")))
                .toList();
        if (asked != null && found.isEmpty()) {
            throw AwsError.of(404, "DBInstanceNotFound", "DBInstance " + asked + " not found.");
        }
        return paged(call, "DBInstances", found);
    }

    private ObjectNode clusters(Call call) {
        String asked = call.find("DBClusterIdentifier");
        List<ObjectNode> found = fleet.clusters(call.region()).stream()
                .filter(cluster -> isNamed(cluster, asked, "DBClusterIdentifier", "DBClusterArn"))
                .filter(cluster -> passes(cluster, call.input().path("Filters")))
                .toList();
        if (asked != null && found.isEmpty()) {
            throw AwsError.of(404, "DBClusterNotFoundFault", "DBCluster " + asked + " not found.");
        }
        return paged(call, "DBClusters", found);
    }

    private ObjectNode parameters(Call call, String nameField, String kind) {
        String name = call.text(nameField);
        DbParameters group = fleet.group(call.region(), name);
        if (group == null) {
            throw AwsError.of(404, "DBParameterGroupNotFound", kind + " not found: " + name);
        }
        String source = call.text("Source", "");
        List<ObjectNode> found = group.all().stream()
                .filter(parameter ->
                        source.isEmpty() || parameter.get("Source").asText().equals(source))
                .toList();
        return paged(call, "Parameters", found);
    }

    static ObjectNode paged(Call call, String listName, List<ObjectNode> all) {
        int size = call.number("MaxRecords", 100);
        if (size < 20 || size > 100) {
            throw AwsError.badRequest(
                    "InvalidParameterValue", "Invalid value " + size + " for MaxRecords. Must be between 20 and 100");
        }
        Page<ObjectNode> page = Page.of(
                all,
                call.find("Marker"),
                size,
                () -> AwsError.badRequest("InvalidParameterValue", "Invalid value for Marker"));
        ObjectNode answer = Trees.object();
        answer.set(listName, Trees.array(page.items(), item -> item));
        if (page.next() != null) {
            answer.put("Marker", page.next());
        }
        return answer;
    }

    private static boolean isNamed(ObjectNode node, @Nullable String asked, String idField, String arnField) {
        return asked == null
                || node.get(idField).asText().equalsIgnoreCase(asked)
                || node.get(arnField).asText().equals(asked);
    }

    private static boolean passes(ObjectNode node, JsonNode filters) {
        for (JsonNode filter : filters) {
            String field = FIELD_OF_FILTER.get(filter.path("Name").asText());
            if (field == null) {
                throw AwsError.badRequest(
                        "InvalidParameterValue",
                        "Unrecognized filter name: " + filter.path("Name").asText());
            }
            boolean matches = false;
            for (JsonNode value : filter.path("Values")) {
                matches |= node.path(field).asText().equalsIgnoreCase(value.asText());
            }
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static String arn(Call call, String kind, String field) {
        String name = call.text(field, "*").toLowerCase(Locale.ROOT);
        return name.startsWith("arn:") ? name : call.arn("rds", kind + ":" + name);
    }
}
