package dev.pgrm.domain.topology;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a server stands: in whose cloud, in which of its regions, and for what it is used. The cloud that it or its address tells
 * comes before the one that was registered; a tag {@code region} comes before the region that its address tells.
 *
 * @param environment of its databases; that of several, all of them
 */
public record Locality(
        @Nullable Provider cloud,
        @Nullable String region,
        @Nullable String environment) {
    /** The tag by which people say the region of what has no telling address. */
    private static final String REGION = "region";

    /** The names that Cloud SQL gives: instance, project and region. */
    private static final Pattern CLOUD_SQL =
            Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+\\.([a-z]+-[a-z]+\\d+)\\.sql\\.goog");

    private static final String AZURE = ".postgres.database.azure.com";

    /** By what servers can be told apart into groups. */
    public enum Grouping {
        CLOUD,
        REGION,
        ENVIRONMENT;

        /** Nothing where it is not known: such servers stand in no group. */
        public @Nullable String of(Locality locality) {
            return switch (this) {
                case CLOUD -> locality.cloud == null ? null : Words.of(locality.cloud);
                case REGION -> locality.region;
                case ENVIRONMENT -> locality.environment;
            };
        }
    }

    /** Of every server of the map. */
    public static Map<UUID, Locality> of(Topology topology) {
        Map<UUID, List<Node>> nodes = topology.nodes().stream().collect(Collectors.groupingBy(Node::serverId));
        Map<UUID, Locality> found = new HashMap<>();
        topology.servers()
                .forEach(server -> found.put(server.id(), of(server, nodes.getOrDefault(server.id(), List.of()))));
        return found;
    }

    static Locality of(MappedServer server, List<Node> nodes) {
        Endpoint endpoint = server.endpoint();
        String host = endpoint == null ? "" : endpoint.host();
        return new Locality(cloud(server, host, nodes), region(host, nodes), environment(nodes));
    }

    private static @Nullable Provider cloud(MappedServer server, String host, List<Node> nodes) {
        Provider told = switch (server.managedBy()) {
            case RDS, AURORA -> Provider.AWS;
            case CLOUDSQL -> Provider.GCP;
            case null -> cloudOf(host);
        };
        return told != null
                ? told
                : nodes.stream()
                        .map(Node::provider)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Provider cloudOf(String host) {
        if (RdsHost.parse(host) != null) {
            return Provider.AWS;
        }
        if (CLOUD_SQL.matcher(host).matches()) {
            return Provider.GCP;
        }
        return host.endsWith(AZURE) ? Provider.AZURE : null;
    }

    private static @Nullable String region(String host, List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> node.tags().entrySet().stream())
                .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(REGION)
                        && !tag.getValue().isBlank())
                .map(tag -> tag.getValue().strip())
                .sorted()
                .findFirst()
                .orElseGet(() -> regionOf(host));
    }

    private static @Nullable String regionOf(String host) {
        RdsHost rds = RdsHost.parse(host);
        if (rds != null) {
            return rds.region();
        }
        Matcher cloudSql = CLOUD_SQL.matcher(host);
        return cloudSql.matches() ? cloudSql.group(1) : null;
    }

    private static @Nullable String environment(List<Node> nodes) {
        String all = nodes.stream()
                .map(Node::environment)
                .filter(environment -> environment != null && !environment.isBlank())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" + "));
        return all.isEmpty() ? null : all;
    }
}
