package dev.pgrm.api;

import dev.pgrm.application.watch.Reports;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.redis.RedisLeases;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisReports;
import java.time.Duration;
import java.util.UUID;

/** A monitor that holds the lease of whatever it publishes about. */
public final class PublishingMonitor {
    private static final WorkerId SELF = new WorkerId(UUID.randomUUID());
    private static final Duration LONG = Duration.ofMinutes(5);

    private final RedisLink redis;

    PublishingMonitor(RedisLink redis) {
        this.redis = redis;
    }

    public void publish(Observation observation) {
        new RedisLeases(redis).hold(observation.serverId(), SELF, LONG);
        var outcome = new RedisReports(redis, JsonFormats.OBSERVATION, LONG).publish(observation, SELF);
        if (outcome != Reports.Outcome.PUBLISHED) {
            throw new IllegalStateException(outcome + " for " + observation.serverId());
        }
    }
}
