package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each server's latest observation under its key, and all of them on one channel, as {@link RedisReports} put them there. */
public final class RedisLiveObservations implements LiveObservations {
    private static final Logger log = LoggerFactory.getLogger(RedisLiveObservations.class);

    private final RedisLink link;
    private final Format<Observation> format;

    public RedisLiveObservations(RedisLink link, Format<Observation> format) {
        this.link = link;
        this.format = format;
    }

    @Override
    public List<Observation> latest(Collection<ServerId> servers) {
        return link.callEach(servers, (redis, server) -> redis.get(Keys.observation(server))).stream()
                .flatMap(this::readable)
                .toList();
    }

    @Override
    public void subscribe(Consumer<Observation> listener, Runnable missed) {
        link.listen(Keys.OBSERVATIONS, written -> readable(written).forEach(listener), missed);
    }

    private Stream<Observation> readable(@Nullable String written) {
        if (written == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(format.read(written));
        } catch (IllegalArgumentException e) {
            log.warn("Skipped an observation that cannot be read: {}", e.getMessage());
            return Stream.empty();
        }
    }
}
