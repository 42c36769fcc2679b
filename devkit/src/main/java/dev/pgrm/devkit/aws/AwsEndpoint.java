package dev.pgrm.devkit.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * AWS on loopback: Secrets Manager, SSM parameters, STS, RDS, SNS and CloudWatch, spoken to by the official SDK with an
 * endpoint override. State is kept in memory, per region, and goes with it.
 */
public final class AwsEndpoint implements AutoCloseable {
    private final Identities identities;
    private final AccessKey accessKey;
    private final Troubles troubles = new Troubles();
    private final RequestLog requests = new RequestLog();
    private final Secrets secrets;
    private final Parameters parameters;
    private final RdsFleet rds;
    private final Topics topics = new Topics();
    private final Metrics metrics = new Metrics();
    private final DatabaseTokens databaseTokens;
    private final LoopbackHttp http;

    private AwsEndpoint(int port, Clock clock) throws IOException {
        identities = new Identities(clock);
        accessKey = identities.user("pgrm");
        secrets = new Secrets(clock);
        parameters = new Parameters(clock);
        rds = new RdsFleet(clock);
        databaseTokens = new DatabaseTokens(identities, troubles, clock);
        http = new LoopbackHttp(port, new FrontDoor(services(clock), identities, troubles, requests));
    }

    private List<AwsService> services(Clock clock) {
        return List.of(
                new SecretsManagerService(secrets),
                new SsmService(parameters),
                new StsService(identities),
                new RdsService(rds),
                new SnsService(topics),
                new CloudWatchService(metrics, clock));
    }

    /** On a free port. */
    public static AwsEndpoint start() throws IOException {
        return start(0, Clock.systemUTC());
    }

    public static AwsEndpoint start(int port, Clock clock) throws IOException {
        return new AwsEndpoint(port, clock);
    }

    public URI uri() {
        return http.uri();
    }

    /** Keys of the user that may do everything nobody denied it. */
    public AccessKey accessKey() {
        return accessKey;
    }

    public Identities identities() {
        return identities;
    }

    public Troubles troubles() {
        return troubles;
    }

    public RequestLog requests() {
        return requests;
    }

    public Secrets secrets() {
        return secrets;
    }

    public Parameters parameters() {
        return parameters;
    }

    public RdsFleet rds() {
        return rds;
    }

    public DatabaseTokens databaseTokens() {
        return databaseTokens;
    }

    public Topics topics() {
        return topics;
    }

    public Metrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        troubles.releaseAll();
        http.close();
    }
}
