package dev.pgrm.devkit.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The official clients, pointed at an endpoint; they never retry, so that each claim sees the first answer. */
record SdkClients(URI endpoint, AwsCredentials credentials, String region) {

    static SdkClients of(AwsEndpoint endpoint) {
        return of(endpoint, endpoint.accessKey());
    }

    static SdkClients of(AwsEndpoint endpoint, AccessKey key) {
        AwsCredentials credentials = key.sessionToken() == null
                ? AwsBasicCredentials.create(key.id(), key.secret())
                : AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken());
        return new SdkClients(endpoint.uri(), credentials, "eu-west-1");
    }

    SdkClients in(String otherRegion) {
        return new SdkClients(endpoint, credentials, otherRegion);
    }

    SdkClients as(AwsCredentials others) {
        return new SdkClients(endpoint, others, region);
    }

    SecretsManagerClient secretsManager() {
        return client(SecretsManagerClient.builder());
    }

    SsmClient ssm() {
        return client(SsmClient.builder());
    }

    StsClient sts() {
        return client(StsClient.builder());
    }

    RdsClient rds() {
        return client(RdsClient.builder());
    }

    SnsClient sns() {
        return client(SnsClient.builder());
    }

    CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
