package dev.pgrm.aws;

import dev.pgrm.domain.aws.AwsPermissions.Caller;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.IamRole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The actions that we need, each tried in a way that changes nothing: what only reads is done; what would do something is asked
 * of a thing that does not exist, or without what it would take. AWS checks the permission first, so the refusal differs.
 */
final class Probes {
    static final String READ_SECRET = "secretsmanager:GetSecretValue";
    static final String READ_PARAMETER = "ssm:GetParameter";

    private static final String NOBODY = "pgrm-probe-of-permissions";
    private static final int FEWEST = 20;

    /** Of each kind; a fleet of hundreds shares its permissions. */
    private static final int MOST = 20;

    private static final int SHORTEST_SESSION = 900;

    private final AwsClients clients;
    private final AwsUse use;
    private final List<String> regions;
    private final String account;
    private final List<Probe> probes = new ArrayList<>();

    Probes(AwsClients clients, AwsUse use, List<String> regions, @Nullable Caller caller) {
        this.clients = clients;
        this.use = use;
        this.regions = regions.subList(0, Math.min(MOST, regions.size()));
        this.account = caller == null ? "*" : caller.account();
    }

    List<Probe> all() {
        String home = regions.getFirst();
        secrets(home);
        parameters(home);
        regions.forEach(this::rds);
        use.roles().stream().limit(MOST).forEach(role -> {
            assume(role, home);
            regions.forEach(region -> listing(region, role));
        });
        alerts(home);
        return probes;
    }

    /** Those that are registered are read, and what is read is not looked at. */
    private void secrets(String home) {
        use.secrets().stream().limit(MOST).forEach(secret -> {
            String region = secret.region() == null ? home : secret.region();
            add(
                    READ_SECRET,
                    secret.id(),
                    secret.as(),
                    () -> secretsIn(region, secret.as()).getSecretValue(get -> get.secretId(secret.id())));
        });
        if (use.secrets().isEmpty()) {
            add(
                    READ_SECRET,
                    arn("secretsmanager", home, "secret:pgrm/*"),
                    null,
                    () -> secretsIn(home, null).getSecretValue(get -> get.secretId("pgrm/" + NOBODY)));
        }
        add(SecretNames.LIST, "*", null, () -> secretsIn(home, null).listSecrets(ask -> ask.maxResults(1)));
    }

    private SecretsManagerClient secretsIn(String region, @Nullable IamRole role) {
        return clients.of(SecretsManagerClient.class, SecretsManagerClient::builder, region, role);
    }

    private void parameters(String home) {
        use.parameters().stream().limit(MOST).forEach(parameter -> {
            String region = parameter.region() == null ? home : parameter.region();
            String bare = parameter.id().startsWith("/") ? parameter.id().substring(1) : parameter.id();
            String owner = parameter.as() == null ? account : parameter.as().account();
            String resource =
                    "arn:" + AwsRegion.partition(region) + ":ssm:" + region + ":" + owner + ":parameter/" + bare;
            add(
                    READ_PARAMETER,
                    resource,
                    parameter.as(),
                    () -> ssm(region, parameter.as())
                            .getParameter(get -> get.name(parameter.id()).withDecryption(true)));
        });
        if (use.parameters().isEmpty()) {
            add(
                    READ_PARAMETER,
                    arn("ssm", home, "parameter/pgrm/*"),
                    null,
                    () -> ssm(home, null)
                            .getParameter(get -> get.name("/pgrm/" + NOBODY).withDecryption(true)));
        }
    }

    private SsmClient ssm(String region, @Nullable IamRole role) {
        return clients.of(SsmClient.class, SsmClient::builder, region, role);
    }

    /** They list, or read of an instance or group that does not exist. */
    private void rds(String region) {
        listing(region, null);
        add(
                "rds:DescribeDBParameters",
                arn("rds", region, "pg:*"),
                null,
                () -> rds(region, null).describeDBParameters(ask -> ask.dbParameterGroupName(NOBODY)));
        add(
                "rds:DescribeDBClusterParameters",
                arn("rds", region, "cluster-pg:*"),
                null,
                () -> rds(region, null).describeDBClusterParameters(ask -> ask.dbClusterParameterGroupName(NOBODY)));
        add(
                "rds:DescribeDBProxies",
                arn("rds", region, "db-proxy:*"),
                null,
                () -> rds(region, null).describeDBProxies(ask -> ask.maxRecords(FEWEST)));
        add(
                "rds:DescribeDBLogFiles",
                arn("rds", region, "db:*"),
                null,
                () -> rds(region, null).describeDBLogFiles(ask -> ask.dbInstanceIdentifier(NOBODY)));
        add(
                "rds:DownloadDBLogFilePortion",
                arn("rds", region, "db:*"),
                null,
                () -> rds(region, null)
                        .downloadDBLogFilePortion(
                                ask -> ask.dbInstanceIdentifier(NOBODY).logFileName("none")));
    }

    private void listing(String region, @Nullable IamRole role) {
        String owner = role == null ? account : role.account();
        String prefix = "arn:" + AwsRegion.partition(region) + ":rds:" + region + ":" + owner + ":";
        add(
                "rds:DescribeDBInstances",
                prefix + "db:*",
                role,
                () -> rds(region, role).describeDBInstances(ask -> ask.maxRecords(FEWEST)));
        add(
                "rds:DescribeDBClusters",
                prefix + "cluster:*",
                role,
                () -> rds(region, role).describeDBClusters(ask -> ask.maxRecords(FEWEST)));
    }

    private RdsClient rds(String region, @Nullable IamRole role) {
        return clients.of(RdsClient.class, RdsClient::builder, region, role);
    }

    /** Keys of a session come of it, which end after a quarter of an hour and are not kept. */
    private void assume(IamRole role, String home) {
        add(
                "sts:AssumeRole",
                role.arn(),
                null,
                () -> clients.of(StsClient.class, StsClient::builder, home, null)
                        .assumeRole(ask -> ask.roleArn(role.arn())
                                .externalId(role.externalId())
                                .roleSessionName("pgrm-test")
                                .durationSeconds(SHORTEST_SESSION)));
    }

    /** A topic that does not exist reaches nobody; a metric without data stores nothing. */
    private void alerts(String home) {
        String topic = arn("sns", home, NOBODY);
        add(
                "sns:Publish",
                arn("sns", home, "pgrm-*"),
                null,
                () -> clients.of(SnsClient.class, SnsClient::builder, home, null)
                        .publish(publish -> publish.topicArn(topic).message(NOBODY)));
        add(
                "cloudwatch:PutMetricData",
                "*",
                null,
                () -> clients.of(CloudWatchClient.class, CloudWatchClient::builder, home, null)
                        .putMetricData(put -> put.namespace("pgrm")));
    }

    private String arn(String service, String region, String resource) {
        return "arn:" + AwsRegion.partition(region) + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    private void add(String action, String resource, @Nullable IamRole as, Runnable attempt) {
        probes.add(new Probe(action, resource, as, attempt));
    }
}
