package dev.pgrm.redis;

import dev.pgrm.application.event.RegistryEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message without content. After a lost connection listeners run once, since they may have missed one. */
public final class RedisRegistryEvents implements RegistryEvents {
    private static final Logger log = LoggerFactory.getLogger(RedisRegistryEvents.class);

    private final RedisLink link;

    public RedisRegistryEvents(RedisLink link) {
        this.link = link;
    }

    /** The change itself is in the store already, so that nobody who made one hears of a lost message. */
    @Override
    public void registryChanged() {
        try {
            link.call(redis -> redis.publish(Keys.REGISTRY, "changed"));
        } catch (RedisUnavailable e) {
            log.warn(
                    "Nobody was told that the registry changed; all will see it when they look next: {}",
                    e.getMessage());
        }
    }

    @Override
    public void onRegistryChanged(Runnable listener) {
        link.listen(Keys.REGISTRY, _ -> listener.run(), listener);
    }
}
