package dev.pgrm.monitor;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisLiveObservations;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Every observation that any monitor published, in the order in which they came. */
final class Sightings implements AutoCloseable {
    private final List<Observation> all = new CopyOnWriteArrayList<>();
    private final RedisLink link;

    private Sightings(RedisLink link) {
        this.link = link;
    }

    static Sightings on(String redis) {
        var sightings = new Sightings(RedisLink.open(redis));
        new RedisLiveObservations(sightings.link, JsonFormats.OBSERVATION).subscribe(sightings.all::add, () -> {});
        return sightings;
    }

    /** How many there are by now: the place from which {@link #since} counts. */
    int mark() {
        return all.size();
    }

    List<Observation> since(int mark, ServerId server) {
        return all.subList(mark, all.size()).stream()
                .filter(observation -> observation.serverId().equals(server))
                .toList();
    }

    List<Seen> seenSince(int mark, ServerId server) {
        return since(mark, server).stream()
                .filter(Seen.class::isInstance)
                .map(Seen.class::cast)
                .toList();
    }

    @Nullable
    Observation latest(ServerId server) {
        var of = since(0, server);
        return of.isEmpty() ? null : of.getLast();
    }

    @Override
    public void close() {
        link.close();
    }
}
