package dev.pgrm.devkit.demo;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Servers to look at: a primary with two standbys in a cascade, replicas of some of its tables in other clouds, one of them down. */
public final class DemoFleet implements AutoCloseable {
    private static final String REGION = "eu-central-1";
    private static final String FAR_REGION = "us-east-1";

    private static final double TRANSACTIONS_PER_SECOND = 20;
    private static final String MONITOR = "pgrm_monitor";

    private static final List<Member> MEMBERS = List.of(
            new Member("orders", "aws", "primary", "production"),
            new Member("orders-dr", "aws", "replica", "production"),
            new Member("orders-dr-2", "self-hosted", "replica", "production"),
            new Member("reporting", "gcp", "replica", "analytics"),
            new Member("partners", "azure", "replica", "partners"),
            new Member("warehouse", "self-hosted", "replica", "analytics"));

    private final Fleet fleet;
    private final Workload workload;

    private record Member(String name, String provider, String role, String environment) {}

    private DemoFleet(Fleet fleet, Workload workload) {
        this.fleet = fleet;
        this.workload = workload;
    }

    public static DemoFleet start(Consumer<String> progress) {
        Fleet fleet = aFleet().primary("orders", V17)
                .tables("orders", "items", "customers", "shipments")
                // The replica that is down must not fill anybody's disk.
                .setting("max_slot_wal_keep_size", "512MB")
                .logicalReplica("reporting", V18, following("orders"), tables("orders", "items"))
                .logicalReplica("partners", V15, following("orders"), tables("customers", "shipments"))
                .logicalReplica("warehouse", V16, following("orders"), tables("shipments"))
                .standby("orders-dr", following("orders"))
                .standby("orders-dr-2", following("orders-dr"))
                .monitoringRole(MONITOR)
                .start();
        progress.accept("six servers run: PostgreSQL 15, 16, 17 and 18");
        return new DemoFleet(
                fleet,
                Workload.on(
                        fleet.server("orders").database(),
                        TRANSACTIONS_PER_SECOND,
                        "orders",
                        "items",
                        "customers",
                        "shipments"));
    }

    /** The one in AWS signs in by Secrets Manager, the others by file. */
    public void register(ManagerClient client, AwsEndpoint aws, Path secrets) throws IOException {
        var account = fleet.monitoringRole();
        String secret = String.format(
                Locale.ROOT, "{\"username\": \"%s\", \"password\": \"%s\"}", account.user(), account.password());
        String arn = aws.secrets().put(REGION, "pgrm/monitor", secret);
        Files.writeString(secrets.resolve("monitor"), secret);
        describeToRds(aws, arn);
        for (Member member : MEMBERS) {
            client.register(body(member, member.provider().equals("aws") ? arn : "file:monitor"));
        }
    }

    /** RDS knows of the two in AWS, and of more than is registered: a replica overseas, another database, and a proxy. */
    private void describeToRds(AwsEndpoint aws, String secretArn) {
        aws.rds().setParameter(REGION, "orders-17", "rds.logical_replication", "1");
        String orders = aws.rds()
                .add(
                        REGION,
                        inRds("orders")
                                .parameterGroup("orders-17")
                                .masterUserSecret(secretArn)
                                .multiAz());
        aws.rds().add(REGION, inRds("orders-dr").replicaOf("orders"));
        aws.rds()
                .add(
                        FAR_REGION,
                        RdsInstance.named("orders-overseas")
                                .at("orders-overseas.c0ffee." + FAR_REGION + ".rds.amazonaws.com", 5432)
                                .version("17.2")
                                .replicaOf(orders));
        aws.rds()
                .add(
                        REGION,
                        RdsInstance.named("billing")
                                .at("billing.c0ffee." + REGION + ".rds.amazonaws.com", 5432)
                                .vpc("vpc-0d3m0", "sg-0d3m0")
                                .tag("team", "billing"));
        aws.rds().addProxy(REGION, "orders-pool", "orders-pool.proxy-c0ffee." + REGION + ".rds.amazonaws.com");
    }

    private RdsInstance inRds(String name) {
        PostgresServer server = fleet.server(name);
        return RdsInstance.named(name)
                .at(server.host(), server.port())
                .version("17.2")
                .database(server.database().name())
                .vpc("vpc-0d3m0", "sg-0d3m0");
    }

    /** What the SDK of AWS needs to find it. */
    public static Map<String, String> awsEnvironment(AwsEndpoint aws) {
        var key = aws.accessKey();
        return Map.of(
                "AWS_ENDPOINT_URL", aws.uri().toString(),
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", key.id(),
                "AWS_SECRET_ACCESS_KEY", key.secret());
    }

    public int registered() {
        return MEMBERS.size();
    }

    private Map<String, Object> body(Member member, String credentials) {
        PostgresServer server = fleet.server(member.name());
        var body = new HashMap<String, Object>();
        body.put("name", member.name());
        body.put("host", server.host());
        body.put("port", server.port());
        body.put("database", server.database().name());
        body.put("provider", member.provider());
        body.put("role", member.role());
        body.put("environment", member.environment());
        body.put("tlsMode", "prefer");
        body.put("credentials", credentials);
        body.put("tags", Map.of("demo", "true"));
        return body;
    }

    /** Only after it was seen: a stream whose end is down is drawn from what was last known of it. */
    public void breakWhatIsToBeBroken() {
        fleet.server("warehouse").stop();
    }

    String hints() {
        var controls = fleet.server("reporting").controls();
        return String.format(Locale.ROOT, """

            Try: stop a replica, watch the map, and start it again:
              %s
              %s
            """, controls.stop(), controls.start());
    }

    @Override
    public void close() {
        workload.close();
        fleet.close();
    }
}
