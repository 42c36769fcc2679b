package dev.pgrm.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Makes connections to a single Redis or to a cluster, whichever answers there. */
final class Dialer implements AutoCloseable {
    private static final StringCodec CODEC = StringCodec.UTF8;

    private final RedisAddress address;
    private final ClientResources resources;
    private final RedisClient client;

    Dialer(RedisAddress address) {
        this.address = address;
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        client = RedisClient.create(resources);
        // The link replaces broken connections itself, and knows then that messages may have been missed.
        client.setOptions(options(ClientOptions.builder()).autoReconnect(false).build());
    }

    private static <B extends ClientOptions.Builder> B options(B builder) {
        builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(RedisLink.COMMAND_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(RedisLink.COMMAND_TIMEOUT)
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build());
        return builder;
    }

    Wire dial() {
        StatefulRedisConnection<String, String> commands = open(client.connectAsync(CODEC, address.uri()));
        try {
            if (!isCluster(commands)) {
                var messages = open(client.connectPubSubAsync(CODEC, address.uri()));
                return new Wire(commands, commands.async(), messages, false, () -> {});
            }
        } catch (RuntimeException e) {
            var _ = commands.closeAsync();
            throw e;
        }
        var _ = commands.closeAsync();
        return dialCluster();
    }

    /** A user who may not ask is taken to be at a single Redis. */
    private static boolean isCluster(StatefulRedisConnection<String, String> connection) {
        try {
            return Patience.await(connection.async().info("cluster")).contains("cluster_enabled:1");
        } catch (RedisException e) {
            if (e.getCause() instanceof RedisCommandExecutionException) {
                return false;
            }
            throw e;
        }
    }

    private Wire dialCluster() {
        RedisClusterClient cluster = RedisClusterClient.create(resources, address.uri());
        cluster.setOptions(options(ClusterClientOptions.builder())
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .build())
                .build());
        Runnable shutdown = () -> {
            var _ = cluster.shutdownAsync(0, 1, TimeUnit.SECONDS);
        };
        try {
            Patience.await(cluster.refreshPartitionsAsync());
            var commands = open(cluster.connectAsync(CODEC));
            return new Wire(commands, commands.async(), open(cluster.connectPubSubAsync(CODEC)), true, shutdown);
        } catch (RuntimeException e) {
            shutdown.run();
            throw e;
        }
    }

    private static <C extends StatefulConnection<String, String>> C open(CompletionStage<C> connecting) {
        try {
            return Patience.await(connecting);
        } catch (RuntimeException e) {
            // One that still succeeds has nobody left to close it.
            var _ = connecting.thenCompose(StatefulConnection::closeAsync);
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
