package dev.pgrm.redis;

import dev.pgrm.application.operation.Doorbell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message without content. After a lost connection listeners run once, since they may have missed one. */
public final class RedisDoorbell implements Doorbell {
    private static final Logger log = LoggerFactory.getLogger(RedisDoorbell.class);

    private final RedisLink link;

    public RedisDoorbell(RedisLink link) {
        this.link = link;
    }

    /** The operation itself is in the store already. */
    @Override
    public void ring() {
        try {
            link.call(redis -> redis.publish(Keys.WORK, "waits"));
        } catch (RedisUnavailable e) {
            log.warn("No worker was told that an operation waits; they look by themselves: {}", e.getMessage());
        }
    }

    @Override
    public void onRing(Runnable listener) {
        link.listen(Keys.WORK, _ -> listener.run(), listener);
    }
}
