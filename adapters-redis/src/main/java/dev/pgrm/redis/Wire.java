package dev.pgrm.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * A connection for commands and one for messages. They are lost together: when either breaks, both are replaced, so that nobody
 * has to reason about one without the other.
 */
final class Wire implements AutoCloseable {
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);
    private static final Duration TO_CLOSE = Duration.ofMillis(500);

    private final StatefulConnection<String, String> forCommands;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final StatefulRedisPubSubConnection<String, String> forMessages;
    private final boolean clustered;
    private final Runnable afterwards;
    private final CompletableFuture<String> lost = new CompletableFuture<>();

    Wire(
            StatefulConnection<String, String> forCommands,
            RedisClusterAsyncCommands<String, String> commands,
            StatefulRedisPubSubConnection<String, String> forMessages,
            boolean clustered,
            Runnable afterwards) {
        this.forCommands = forCommands;
        this.commands = commands;
        this.forMessages = forMessages;
        this.clustered = clustered;
        this.afterwards = afterwards;
        forMessages.addListener(new Watch());
        if (!clustered) {
            // In a cluster, connections to single nodes come and go.
            forCommands.addListener(new Watch());
        }
    }

    private final class Watch implements RedisConnectionStateListener {
        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            lose("the connection was lost");
        }
    }

    RedisClusterAsyncCommands<String, String> commands() {
        return commands;
    }

    boolean clustered() {
        return clustered;
    }

    void onMessage(BiConsumer<String, String> listener) {
        forMessages.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                listener.accept(channel, message);
            }
        });
    }

    /** Returns when Redis has confirmed, from when on nothing is missed. */
    void subscribe(String... channels) {
        Patience.await(forMessages.async().subscribe(channels));
    }

    boolean stands() {
        return !lost.isDone() && forCommands.isOpen() && forMessages.isOpen();
    }

    void lose(String why) {
        lost.complete(why);
    }

    /** Returns why it was lost. A connection that broke without a word is found by a ping that nobody answers. */
    String awaitLoss() throws InterruptedException {
        while (true) {
            try {
                return lost.get(BETWEEN_PINGS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                ping();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a loss is never exceptional", e);
            }
        }
    }

    private void ping() {
        var overCommands = commands.ping();
        var overMessages = forMessages.async().ping();
        Patience.await(overCommands);
        Patience.await(overMessages);
    }

    @Override
    public void close() {
        lose("closed");
        CompletableFuture.allOf(forCommands.closeAsync(), forMessages.closeAsync())
                .orTimeout(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> null)
                .join();
        afterwards.run();
    }
}
