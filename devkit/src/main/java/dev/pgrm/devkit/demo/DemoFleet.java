package dev.pgrm.devkit.demo;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.rds.RdsIamGate;
import dev.pgrm.devkit.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Servers to look at: a primary with two standbys in a cascade, replicas of some of its tables in other clouds, one of them down. Each is signed in to
 * in a way of its own.
 */
public final class DemoFleet implements AutoCloseable {
    private static final String REGION = "eu-central-1";
    private static final String FAR_REGION = "us-east-1";

    private static final double TRANSACTIONS_PER_SECOND = 20;
    private static final String MONITOR = "pgrm_monitor";
    private static final String BY_TOKEN = "pgrm_by_token";

    /** Between these two streams may be made: our role there may do all that takes. */
    private static final List<String> MANAGED = List.of("archive", "lake");

    private static final String MANAGER = "pgrm_manager";

    private static final List<Member> MEMBERS = List.of(
            new Member("orders", "aws", "primary", "production"),
            new Member("orders-dr", "aws", "replica", "production"),
            new Member("reporting", "gcp", "replica", "analytics"),
            new Member("partners", "aws", "replica", "partners"),
            new Member("warehouse", "azure", "replica", "analytics"),
            new Member("archive", "self-hosted", "replica", "archive"),
            new Member("lake", "gcp", "replica", "analytics"));
    private static final Member KEPT_BY_FILE = new Member("orders-dr-2", "self-hosted", "replica", "production");

    private final Fleet fleet;
    private final RdsIamGate gate;
    private final Path databasesFile;
    private final Workload workload;
    private final Map<String, String> ids = new HashMap<>();

    private record Member(String name, String provider, String role, String environment) {
        /** Addresses of the loopback tell none. */
        String region() {
            return switch (provider) {
                case "aws" -> REGION;
                case "gcp" -> "europe-west4";
                case "azure" -> "westeurope";
                default -> "on-premises";
            };
        }
    }

    private DemoFleet(Fleet fleet, RdsIamGate gate, Path databasesFile, Workload workload) {
        this.fleet = fleet;
        this.gate = gate;
        this.databasesFile = databasesFile;
        this.workload = workload;
    }

    public static DemoFleet start(AwsEndpoint aws, Path databasesFile, Consumer<String> progress) {
        Fleet fleet = aFleet().primary("orders", V17)
                .tables("orders", "items", "customers", "shipments", "events")
                .sql(DemoTroubles.MUCH_TO_COPY)
                // The replica that is down must not fill anybody's disk.
                .setting("max_slot_wal_keep_size", "512MB")
                .setting("logging_collector", "on")
                .setting("log_destination", "jsonlog")
                .logicalReplica("reporting", V18, following("orders"), tables("orders", "items"))
                .tls()
                .logicalReplica("partners", V15, following("orders"), tables("customers", "shipments"))
                .logicalReplica("warehouse", V16, following("orders"), tables("shipments"))
                .logicalReplica("archive", V18, following("orders"), tables("customers"))
                .setting("logging_collector", "on")
                .setting("log_destination", "csvlog")
                .logicalReplica("lake", V14, following("orders"), tables("events"))
                .sql(DemoTroubles.SLOW_WRITES)
                .standby("orders-dr", following("orders"))
                .standby("orders-dr-2", following("orders-dr"))
                .monitoringRole(MONITOR)
                .start();
        progress.accept("eight servers run: PostgreSQL 14 to 18");
        List.of("orders", "archive").forEach(name -> fleet.server(name).sql(DemoTroubles.mayReadLogs(MONITOR)));
        MANAGED.forEach(name -> letManage(fleet, name));
        return new DemoFleet(
                fleet,
                gateBefore(fleet.server("partners"), aws),
                databasesFile,
                Workload.on(
                        fleet.server("orders").database(),
                        TRANSACTIONS_PER_SECOND,
                        "orders",
                        "items",
                        "customers",
                        "shipments"));
    }

    private static void letManage(Fleet fleet, String server) {
        fleet.server(server)
                .sql(
                        "create role " + MANAGER + " superuser login password '"
                                + fleet.monitoringRole().password() + "'",
                        "create table returns (id int primary key, order_id int not null, reason text)");
        if (server.equals(MANAGED.getFirst())) {
            fleet.server(server).sql("insert into returns select i, i, 'too large' from generate_series(1, 1000) as i");
        }
    }

    /** As in RDS, whoever was granted {@code rds_iam} signs in there by token alone. */
    private static RdsIamGate gateBefore(PostgresServer server, AwsEndpoint aws) {
        var gate = RdsIamGate.before(server, aws);
        server.sql("create role " + BY_TOKEN + " login in role pg_monitor, rds_iam");
        server.sql("grant select (subconninfo) on pg_subscription to " + BY_TOKEN);
        return gate;
    }

    /** One kind of reference for each: a secret, a parameter, a token, and a file. */
    public void register(ManagerClient client, AwsEndpoint aws, Path secrets) throws IOException {
        String secret = secretOf(fleet.monitoringRole());
        String arn = aws.secrets().put(REGION, "pgrm/monitor", secret);
        aws.parameters().putSecure(REGION, "/pgrm/monitor", secret);
        Files.writeString(secrets.resolve("monitor"), secret);
        Files.writeString(
                secrets.resolve("manager"),
                secretOf(new Credentials(MANAGER, fleet.monitoringRole().password())));
        Files.writeString(secrets.resolve("replicator"), secretOf(fleet.replicator()));
        describeToRds(aws, arn);
        Files.writeString(databasesFile, file());
        for (Member member : MEMBERS) {
            var body = body(member);
            body.putAll(
                    switch (member.name()) {
                        case "orders" -> Map.of("credentials", arn, "replicationCredentials", "file:replicator");
                        case "orders-dr" -> Map.of("credentials", "ssm:/pgrm/monitor", "awsRegion", REGION);
                        case "partners" -> byToken();
                        case "reporting" -> verified();
                        case "archive", "lake" -> Map.of("credentials", "file:manager");
                        default -> Map.of("credentials", "file:monitor");
                    });
            ids.put(member.name(), client.register(body));
        }
    }

    private static String secretOf(Credentials account) {
        return String.format(
                Locale.ROOT, "{\"username\": \"%s\", \"password\": \"%s\"}", account.user(), account.password());
    }

    private Map<String, Object> byToken() {
        return Map.of(
                "port",
                gate.endpoint().port(),
                "credentials",
                "rds-iam:" + BY_TOKEN,
                "awsRegion",
                REGION,
                "tlsCa",
                gate.certificate());
    }

    private Map<String, Object> verified() {
        return Map.of(
                "credentials", "file:monitor",
                "tlsMode", "verify-full",
                "tlsCa", ServerTls.certificateOf(fleet.server("reporting")));
    }

    /** What is kept in Git elsewhere. */
    private String file() {
        PostgresServer server = fleet.server(KEPT_BY_FILE.name());
        return String.format(
                Locale.ROOT,
                """
                databases:
                  - name: %s
                    host: %s
                    port: %d
                    database: %s
                    environment: %s
                    provider: %s
                    role: %s
                    credentials: file:monitor
                    tags: {demo: "true", region: %s}
                """,
                KEPT_BY_FILE.name(),
                server.host(),
                server.port(),
                server.database().name(),
                KEPT_BY_FILE.environment(),
                KEPT_BY_FILE.provider(),
                KEPT_BY_FILE.role(),
                KEPT_BY_FILE.region());
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

    /** What the programs need to find AWS, and the file that keeps a part of the fleet. */
    public static Map<String, String> environment(AwsEndpoint aws, Path databasesFile) {
        var key = aws.accessKey();
        return Map.of(
                "PGRM_DATABASES_FILE", databasesFile.toString(),
                "AWS_ENDPOINT_URL", aws.uri().toString(),
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", key.id(),
                "AWS_SECRET_ACCESS_KEY", key.secret());
    }

    public int registered() {
        return MEMBERS.size() + 1;
    }

    private Map<String, Object> body(Member member) {
        PostgresServer server = fleet.server(member.name());
        var body = new HashMap<String, Object>();
        body.put("name", member.name());
        body.put("host", server.host());
        body.put("port", server.port());
        body.put("database", server.database().name());
        body.put("provider", member.provider());
        body.put("role", member.role());
        body.put("environment", member.environment());
        body.put("tags", Map.of("demo", "true", "region", member.region()));
        return body;
    }

    /** Only after it was seen: a stream whose end is down is drawn from what was last known of it. */
    public void breakWhatIsToBeBroken() {
        DemoTroubles.breakWhatIsToBeBroken(fleet);
    }

    String hints(String api) {
        var controls = fleet.server("reporting").controls();
        return String.format(
                Locale.ROOT,
                """

                Try: stop a replica, watch the map, and start it again:
                  %1$s
                  %2$s

                To watch: warehouse is down, so that its slot holds back WAL; archive soon meets a row that is already
                there, and its server's log tells which; lake is being copied, slowly.
                The row that is in the way of archive is removed by what the page advises.

                The registry, with KEY being the key above:
                  curl -H "Authorization: Bearer $KEY" %3$s/api/databases?q=orders
                  curl -H "Authorization: Bearer $KEY" %3$s/api/databases/export?format=yaml
                  curl -H "Authorization: Bearer $KEY" %3$s/api/aws/test
                  curl -H "Authorization: Bearer $KEY" %3$s/api/aws/rds
                orders-dr-2 is kept by a file: change it, and look:
                  %4$s

                A stream from archive to lake: what would stand in its way, the making of it, and how it was made:
                  STREAM='{"sourceId": "%5$s", "targetId": "%6$s", "publication": {"tables": [{"name": "returns"}]}}'
                  curl -H "Authorization: Bearer $KEY" --json "$STREAM" %3$s/api/replication/streams/preflight
                  curl -H "Authorization: Bearer $KEY" --json "$STREAM" %3$s/api/replication/streams?wait=30
                  curl -H "Authorization: Bearer $KEY" %3$s/api/operations
                With ID being its id among %3$s/api/replication/streams?q=archive_to_lake:
                  curl -H "Authorization: Bearer $KEY" -X POST "%3$s/api/replication/streams/$ID/pause?wait=30"
                  curl -H "Authorization: Bearer $KEY" -X POST "%3$s/api/replication/streams/$ID/resume?wait=30"
                  curl -H "Authorization: Bearer $KEY" --json '{"table": "returns", "confirm": "public.returns"}' \
                    "%3$s/api/replication/streams/$ID/resync?wait=30"
                  curl -H "Authorization: Bearer $KEY" -X PATCH -H "Content-Type: application/json" \
                    -d '{"subscription": {"streaming": "on"}}' "%3$s/api/replication/streams/$ID?wait=30"
                  curl -H "Authorization: Bearer $KEY" -X DELETE \
                    "%3$s/api/replication/streams/$ID?confirm=archive_to_lake&wait=30"
                  curl -H "Authorization: Bearer $KEY" %3$s/api/replication/orphans
                """,
                controls.stop(),
                controls.start(),
                api,
                databasesFile,
                ids.get("archive"),
                ids.get("lake"));
    }

    @Override
    public void close() {
        workload.close();
        gate.close();
        fleet.close();
    }
}
