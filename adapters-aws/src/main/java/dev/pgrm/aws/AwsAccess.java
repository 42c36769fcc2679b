package dev.pgrm.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** The way to AWS: who we are there, where it is, and how long it is waited for. Nothing is called to make one. */
public final class AwsAccess implements AutoCloseable {
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final @Nullable String region;
    private final Patience patience;
    private final SdkHttpClient http;

    private AwsAccess(
            AwsCredentialsProvider credentials, @Nullable URI endpoint, @Nullable String region, Patience patience) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.patience = patience;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(patience.connect())
                .socketTimeout(patience.read())
                .build();
    }

    /** As every AWS SDK finds it: the default chain of credentials, AWS_ENDPOINT_URL and the like. */
    public static AwsAccess ofEnvironment() {
        return new AwsAccess(DefaultCredentialsProvider.builder().build(), null, regionOfEnvironment(), Patience.USUAL);
    }

    /** The same with another default region. */
    AwsAccess in(String otherRegion) {
        return new AwsAccess(credentials, endpoint, otherRegion, patience);
    }

    /** A given endpoint and given credentials, for a demo or a test. */
    public static AwsAccess to(URI endpoint, AwsCredentialsProvider credentials, Patience patience) {
        return new AwsAccess(credentials, endpoint, null, patience);
    }

    /** The instance metadata service is not asked: where it is missing, each question to it is waited for. */
    private static @Nullable String regionOfEnvironment() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion()
                    .id();
        } catch (SdkClientException _) {
            return null;
        }
    }

    /** Where nothing else says which; from AWS_REGION or the profile. */
    public @Nullable String defaultRegion() {
        return region;
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    /** Adaptive retries slow a client down while AWS throttles it, so clients are kept, one per region. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Region region, AwsCredentialsProvider signer) {
        builder.region(region)
                .credentialsProvider(signer)
                .httpClient(http)
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.ADAPTIVE_V2).apiCallTimeout(patience.call()));
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    @Override
    public void close() {
        http.close();
        if (credentials instanceof AutoCloseable closeable) {
            closeQuietly(closeable);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // Nothing is left that could fail: the chain only stops its refreshing thread.
        }
    }
}
