package dev.pgrm.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis. It is opened at once and connects in the background, for as long as that takes and as often as it is lost;
 * meanwhile everything asked of it fails at once with {@link RedisUnavailable}.
 */
public final class RedisLink implements AutoCloseable {
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private final RedisAddress address;
    private final Dialer dialer;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Between a new subscription and a new wire, so that neither overlooks the other. */
    private final ReentrantLock subscribing = new ReentrantLock();

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable Wire wire;
    private volatile String trouble = "not connected yet";

    private RedisLink(RedisAddress address) {
        this.address = address;
        this.dialer = new Dialer(address);
        this.keeper = Thread.ofVirtual().name("redis-link").unstarted(this::keepConnected);
    }

    /** Whether a text can be the URI of a Redis. */
    public static boolean isUri(String text) {
        try {
            RedisAddress.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Throws only when the URI cannot be read. */
    public static RedisLink open(String uri) {
        var link = new RedisLink(RedisAddress.parse(uri));
        link.keeper.start();
        return link;
    }

    public boolean isUp() {
        Wire current = wire;
        return current != null && current.stands();
    }

    /** Where it leads, without a secret. */
    public String describe() {
        return address.describe();
    }

    /** Why it is not up; nothing when it is. */
    public @Nullable String trouble() {
        return isUp() ? null : trouble;
    }

    /** Goes there and back once. */
    public void ping() {
        call(RedisClusterAsyncCommands::ping);
    }

    <T extends @Nullable Object> T call(
            Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return over(current -> Patience.await(command.apply(current.commands())));
    }

    /** One command for each subject, all in one round trip. */
    <S, T extends @Nullable Object> List<T> callEach(
            Collection<S> subjects,
            BiFunction<RedisClusterAsyncCommands<String, String>, S, ? extends CompletionStage<T>> command) {
        return over(current -> {
            var answers = subjects.stream()
                    .map(subject -> command.apply(current.commands(), subject))
                    .toList();
            return answers.stream().<T>map(Patience::await).toList();
        });
    }

    /** Whether the number of receivers that a PUBLISH returns counts all of them. */
    boolean countsReceivers() {
        Wire current = wire;
        return current != null && !current.clustered();
    }

    private <T extends @Nullable Object> T over(Function<Wire, T> work) {
        Wire current = wire;
        if (current == null) {
            throw new RedisUnavailable("Redis at " + describe() + " is not connected: " + trouble, null);
        }
        try {
            return work.apply(current);
        } catch (RedisException e) {
            if (e.getCause() instanceof RedisReadOnlyException) {
                current.lose("it is a replica now");
            }
            throw new RedisUnavailable("Redis at " + describe() + ": " + address.reason(e), e);
        }
    }

    /**
     * Subscribes now if Redis is there, and again after each loss. {@code missed} runs whenever messages may have got lost before
     * the subscription stood.
     */
    void listen(String channel, Consumer<String> listener, Runnable missed) {
        var subscription = new Subscription(channel, listener, missed);
        subscribing.lock();
        try {
            subscriptions.add(subscription);
            Wire current = wire;
            if (current != null) {
                current.subscribe(channel);
            }
        } catch (RedisException e) {
            loseWire("subscribing to " + channel + " failed: " + address.reason(e));
        } finally {
            subscribing.unlock();
        }
    }

    private void loseWire(String why) {
        Wire current = wire;
        if (current != null) {
            current.lose(why);
        }
    }

    private void keepConnected() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (closing.getCount() > 0) {
                if (connectedForAWhile()) {
                    pause = SHORTEST_PAUSE;
                }
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = longer(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** False if there was no connection at all. Whatever goes wrong is a reason to try again. */
    private boolean connectedForAWhile() throws InterruptedException {
        boolean connected = false;
        try (Wire fresh = dialer.dial()) {
            connect(fresh);
            connected = true;
            log.info("Connected to Redis at {}", describe());
            waitingFor(fresh.awaitLoss());
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while connecting");
            }
            waitingFor(address.reason(e));
        } finally {
            wire = null;
        }
        return connected;
    }

    private void connect(Wire fresh) {
        subscribing.lock();
        try {
            fresh.onMessage(this::deliver);
            if (!subscriptions.isEmpty()) {
                fresh.subscribe(subscriptions.stream()
                        .map(Subscription::channel)
                        .distinct()
                        .toArray(String[]::new));
            }
            wire = fresh;
        } finally {
            subscribing.unlock();
        }
        subscriptions.forEach(Subscription::missedSome);
    }

    private void deliver(String channel, String message) {
        for (Subscription subscription : subscriptions) {
            if (subscription.channel().equals(channel)) {
                subscription.heard(message);
            }
        }
    }

    /** Says a reason once, not at every attempt. */
    private void waitingFor(String reason) {
        if (closing.getCount() > 0 && !reason.equals(trouble)) {
            log.warn("waiting for Redis at {}: {}", describe(), reason);
        }
        trouble = reason;
    }

    @Override
    public void close() {
        closing.countDown();
        keeper.interrupt();
        try {
            keeper.join(TO_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trouble = "closed";
        subscriptions.forEach(Subscription::close);
        dialer.close();
    }
}
