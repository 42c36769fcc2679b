package dev.pgrm.base;

import dev.pgrm.redis.RedisLink;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready when the store and Redis are there. Says which is missing, and not where it was looked for: health is open to all. */
@Singleton
@Readiness
final class DependenciesHealth implements HealthIndicator {
    private final StorePulse store;
    private final RedisLink redis;

    DependenciesHealth(StorePulse store, RedisLink redis) {
        this.store = store;
        this.redis = redis;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean ready = store.beats() && redis.isUp();
        return Publishers.just(HealthResult.builder("dependencies", ready ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("store", word(store.beats()), "redis", word(redis.isUp())))
                .build());
    }

    private static String word(boolean up) {
        return up ? "ready" : "waiting";
    }
}
