package dev.pgrm.monitor.boot;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisUnavailable;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether Redis answers. PING alone is asked: ElastiCache forbids what would tell more of it. */
@Singleton
final class RedisInUse {
    private final RedisLink redis;

    RedisInUse(RedisLink redis) {
        this.redis = redis;
    }

    Check check() {
        long begun = System.nanoTime();
        Outcome outcome = outcome();
        return new Check(
                "redis", "redis:PING", redis.describe(), null, outcome, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Outcome outcome() {
        try {
            redis.ping();
            return new Outcome.Allowed("answered");
        } catch (RedisUnavailable e) {
            return new Outcome.Failed(new Trouble(
                    "redis_unavailable",
                    String.valueOf(e.getMessage()),
                    "Check PGRM_REDIS_URI, the security group of the cache, and whether it wants TLS (rediss://)"));
        }
    }
}
