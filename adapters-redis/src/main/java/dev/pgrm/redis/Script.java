package dev.pgrm.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * What must happen at once in Redis. Sent in full each time: they are short, and a restarted Redis would have forgotten them. Those
 * that touch two keys find them on one node of a cluster.
 */
enum Script {
    HOLD_LEASE("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1
            """),
    RELEASE_LEASE("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """),
    /** Looks whose the lease is and publishes in one step: whoever lost it meanwhile, perhaps without noticing, says nothing. */
    PUBLISH("""
            local holder = redis.call('GET', KEYS[1])
            if not holder then return 0 end
            if holder ~= ARGV[1] then return -1 end
            redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
            redis.call('PUBLISH', ARGV[4], ARGV[2])
            return 1
            """),
    /** Whoever beats removes the dead. Says whether the beating one was still known. */
    BEAT("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            return 1 - redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
            """),
    LIVE_WORKERS("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
            """),
    /** The time runs from the first failure. */
    COUNT_FAILURE("""
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
            return count
            """);

    private final String text;

    Script(String text) {
        this.text = text;
    }

    <T> RedisFuture<T> run(
            RedisClusterAsyncCommands<String, String> redis, ScriptOutputType answer, String key, String... arguments) {
        return run(redis, answer, new String[] {key}, arguments);
    }

    <T> RedisFuture<T> run(
            RedisClusterAsyncCommands<String, String> redis,
            ScriptOutputType answer,
            String[] keys,
            String... arguments) {
        return redis.eval(text, answer, keys, arguments);
    }
}
