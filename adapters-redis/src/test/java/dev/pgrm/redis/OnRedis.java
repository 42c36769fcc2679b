package dev.pgrm.redis;

import dev.pgrm.devkit.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A test class with a Redis of its own. */
@Tag("servers")
abstract class OnRedis {
    @SuppressWarnings("NullAway.Init") // by BeforeAll
    static RedisServer redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.temporary();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }
}
