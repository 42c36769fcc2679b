package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.aws.IamRole;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls of one service that keeps secrets, and what became of the last one on each way.
 *
 * @param <C> the client of that service
 */
final class SecretCalls<C> implements AutoCloseable {
    private final AwsClients clients;
    private final Function<Way, C> client;
    private final Set<Way> throttled = ConcurrentHashMap.newKeySet();

    record Way(String region, @Nullable IamRole role) {}

    /**
     * One call.
     *
     * @param <C> of which client
     */
    interface Reading<C> {
        SecretReading by(C client, Attempts attempts);
    }

    /** @param client where the clients are that there are already */
    SecretCalls(AwsClients clients, Function<Way, C> client) {
        this.clients = clients;
        this.client = client;
    }

    /** The role comes first and by itself, so that trouble with it is told from trouble with the secret. */
    SecretReading read(SecretKey secret, AwsAct act, Reading<C> reading) {
        IamRole role = secret.role();
        if (role != null) {
            try {
                clients.identity().signer(role, secret.region()).resolveCredentials();
            } catch (SdkException failure) {
                return new SecretReading.Unusable(AwsTroubles.ofRole(failure, role, secret.region()));
            }
        }
        return read(new Way(secret.region(), role), act, reading);
    }

    private SecretReading read(Way way, AwsAct act, Reading<C> reading) {
        var attempts = new Attempts(throttled.contains(way));
        try {
            return reading.by(client.apply(way), attempts);
        } catch (SdkException failure) {
            return new SecretReading.Unusable(AwsTroubles.of(failure, act, attempts));
        } finally {
            note(way, attempts.wereThrottled());
        }
    }

    private void note(Way way, boolean wasThrottled) {
        if (wasThrottled) {
            throttled.add(way);
        } else {
            throttled.remove(way);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
