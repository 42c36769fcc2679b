package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.aws.IamRole;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of one service, one for each region and role, made when they are first needed.
 *
 * @param <B> what builds them
 * @param <C> their kind
 */
final class Clients<B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
        implements AutoCloseable {
    private final AwsIdentity identity;
    private final Supplier<B> builders;
    private final ConcurrentMap<Way, Client<C>> clients = new ConcurrentHashMap<>();

    private record Way(String region, @Nullable IamRole role) {}

    private static final class Client<C> {
        private final C itself;
        private volatile boolean throttled;

        Client(C itself) {
            this.itself = itself;
        }
    }

    /**
     * One call.
     *
     * @param <C> of which client
     */
    interface Reading<C> {
        SecretReading by(C client, Attempts attempts);
    }

    Clients(AwsIdentity identity, Supplier<B> builders) {
        this.identity = identity;
        this.builders = builders;
    }

    /** The role comes first and by itself, so that trouble with it is told from trouble with the secret. */
    SecretReading read(SecretKey secret, AwsAct act, Reading<C> reading) {
        IamRole role = secret.role();
        if (role != null) {
            try {
                identity.signer(role, secret.region()).resolveCredentials();
            } catch (SdkException failure) {
                return new SecretReading.Unusable(AwsTroubles.ofRole(failure, role, secret.region()));
            }
        }
        return read(clients.computeIfAbsent(new Way(secret.region(), role), this::open), act, reading);
    }

    private SecretReading read(Client<C> client, AwsAct act, Reading<C> reading) {
        var attempts = new Attempts(client.throttled);
        try {
            return reading.by(client.itself, attempts);
        } catch (SdkException failure) {
            return new SecretReading.Unusable(AwsTroubles.of(failure, act, attempts));
        } finally {
            client.throttled = attempts.wereThrottled();
        }
    }

    private Client<C> open(Way way) {
        return new Client<>(identity.access()
                .client(builders.get(), Region.of(way.region()), identity.signer(way.role(), way.region())));
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.itself.close());
        clients.clear();
    }
}
