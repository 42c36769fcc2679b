package dev.pgrm.base;

import dev.pgrm.application.Format;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.redis.RedisDoorbell;
import dev.pgrm.redis.RedisLeases;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisLiveObservations;
import dev.pgrm.redis.RedisProgress;
import dev.pgrm.redis.RedisQuestions;
import dev.pgrm.redis.RedisRegistryEvents;
import dev.pgrm.store.StoreSchema;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Adapters to the ports that both programs use. */
@Factory
final class BaseWiring {
    /** Short enough that what a killed worker watched is polled again well within 15 seconds of its last poll. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    Pace pace(BaseSettings settings) {
        return new Pace(settings.pollInterval(), LEASE);
    }

    @Singleton
    StoreGate storeGate(StoreSchema schema, BaseSettings settings) {
        return new StoreGate(schema::migrate, settings.store().where());
    }

    @Bean(preDestroy = "close")
    @Singleton
    RedisLink redis(BaseSettings settings) {
        return RedisLink.open(settings.redisUri());
    }

    @Singleton
    Format<Observation> observationFormat() {
        return JsonFormats.OBSERVATION;
    }

    @Singleton
    Format<Element> elementFormat() {
        return JsonFormats.ELEMENT;
    }

    @Singleton
    Format<Work> workFormat() {
        return JsonFormats.WORK;
    }

    @Singleton
    Leases leases(RedisLink redis) {
        return new RedisLeases(redis);
    }

    @Singleton
    LiveObservations liveObservations(RedisLink redis, Format<Observation> format) {
        return new RedisLiveObservations(redis, format);
    }

    @Singleton
    RegistryEvents registryEvents(RedisLink redis) {
        return new RedisRegistryEvents(redis);
    }

    @Singleton
    Doorbell doorbell(RedisLink redis) {
        return new RedisDoorbell(redis);
    }

    @Singleton
    Progress progress(RedisLink redis) {
        return new RedisProgress(redis);
    }

    @Singleton
    Questions questions(RedisLink redis) {
        return new RedisQuestions(redis, JsonFormats.QUESTION, JsonFormats.ANSWER);
    }
}
