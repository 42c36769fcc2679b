package dev.pgrm.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Links to a Redis, each as another process would have one. */
final class Links {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Links() {}

    static RedisLink connected(String uri) {
        var link = RedisLink.open(uri);
        awaitUp(link);
        return link;
    }

    static void awaitUp(RedisLink link) {
        await().atMost(PATIENCE).until(link::isUp);
    }

    static void awaitDown(RedisLink link) {
        await().atMost(PATIENCE).until(() -> !link.isUp());
    }
}
