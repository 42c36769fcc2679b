package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** One client per service, region and role, made when it is first needed and kept, since it learns how fast AWS lets it go. */
final class AwsClients implements AutoCloseable {
    private final AwsIdentity identity;
    private final ConcurrentMap<Way, SdkClient> clients = new ConcurrentHashMap<>();

    private record Way(
            Class<?> service, String region, @Nullable IamRole role) {}

    AwsClients(AwsIdentity identity) {
        this.identity = identity;
    }

    AwsIdentity identity() {
        return identity;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C of(
            Class<C> service, Supplier<B> builder, String region, @Nullable IamRole role) {
        return service.cast(clients.computeIfAbsent(
                new Way(service, region, role),
                _ -> identity.access().client(builder.get(), Region.of(region), identity.signer(role, region))));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        clients.clear();
    }
}
