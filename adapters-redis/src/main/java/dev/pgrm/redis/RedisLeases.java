package dev.pgrm.redis;

import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leases as keys that expire, and workers in a set sorted by when they would be dead. Time is Redis's own. */
public final class RedisLeases implements Leases {
    private final RedisLink link;

    /** What was taken here and may still be held, to be given back by a worker that leaves. */
    private final Map<WorkerId, Set<ServerId>> taken = new ConcurrentHashMap<>();

    public RedisLeases(RedisLink link) {
        this.link = link;
    }

    @Override
    public boolean beat(WorkerId worker, Duration lifetime) {
        return orUnavailable(() -> link.<Boolean>call(redis -> Script.BEAT.run(
                redis, ScriptOutputType.BOOLEAN, Keys.LIVE_WORKERS, worker.toString(), millis(lifetime))));
    }

    @Override
    public Set<WorkerId> liveWorkers() {
        List<String> alive = orUnavailable(
                () -> link.call(redis -> Script.LIVE_WORKERS.run(redis, ScriptOutputType.MULTI, Keys.LIVE_WORKERS)));
        return alive.stream().map(WorkerId::parse).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<ServerId> hold(Collection<ServerId> servers, WorkerId worker, Duration lifetime) {
        List<ServerId> wanted = List.copyOf(servers);
        wanted.forEach(server -> remember(worker, server));
        List<Boolean> answers = orUnavailable(() -> link.<ServerId, Boolean>callEach(
                wanted,
                (redis, server) -> Script.HOLD_LEASE.run(
                        redis, ScriptOutputType.BOOLEAN, Keys.lease(server), worker.toString(), millis(lifetime))));
        var held = new HashSet<ServerId>();
        for (int i = 0; i < wanted.size(); i++) {
            if (answers.get(i)) {
                held.add(wanted.get(i));
            } else {
                forget(worker, wanted.get(i));
            }
        }
        return Set.copyOf(held);
    }

    @Override
    public void release(ServerId server, WorkerId worker) {
        release(List.of(server), worker);
        forget(worker, server);
    }

    @Override
    public void leave(WorkerId worker) {
        release(taken.getOrDefault(worker, Set.of()), worker);
        taken.remove(worker);
        orUnavailable(() -> link.call(redis -> redis.zrem(Keys.LIVE_WORKERS, worker.toString())));
    }

    @Override
    public Map<ServerId, WorkerId> holders(Collection<ServerId> servers) {
        List<ServerId> asked = List.copyOf(servers);
        List<@Nullable String> holders =
                orUnavailable(() -> link.callEach(asked, (redis, server) -> redis.get(Keys.lease(server))));
        var held = new HashMap<ServerId, WorkerId>();
        for (int i = 0; i < asked.size(); i++) {
            @Nullable String holder = holders.get(i);
            if (holder != null) {
                held.put(asked.get(i), WorkerId.parse(holder));
            }
        }
        return Map.copyOf(held);
    }

    private void release(Collection<ServerId> servers, WorkerId worker) {
        orUnavailable(() -> link.<ServerId, Long>callEach(
                servers,
                (redis, server) -> Script.RELEASE_LEASE.run(
                        redis, ScriptOutputType.INTEGER, Keys.lease(server), worker.toString())));
    }

    private void remember(WorkerId worker, ServerId server) {
        taken.compute(worker, (_, servers) -> {
            Set<ServerId> known = servers == null ? ConcurrentHashMap.newKeySet() : servers;
            known.add(server);
            return known;
        });
    }

    private void forget(WorkerId worker, ServerId server) {
        taken.computeIfPresent(worker, (_, servers) -> servers.remove(server) && servers.isEmpty() ? null : servers);
    }

    private static String millis(Duration lifetime) {
        return Long.toString(lifetime.toMillis());
    }

    private static <T extends @Nullable Object> T orUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisUnavailable e) {
            throw new Unavailable("The leases cannot be reached: " + e.getMessage(), e);
        }
    }
}
