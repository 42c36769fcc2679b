package dev.pgrm.endtoend;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisLiveObservations;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the monitors publish, heard where the API hears it. */
final class Observations implements AutoCloseable {
    private final List<Observation> heard = new CopyOnWriteArrayList<>();
    private final RedisLink link;

    Observations(String redis) {
        link = RedisLink.open(redis);
        new RedisLiveObservations(link, JsonFormats.OBSERVATION).subscribe(heard::add, () -> {});
    }

    /** Of the one server that cannot be reached. */
    long unseen() {
        return heard.stream().filter(Unseen.class::isInstance).count();
    }

    boolean hearsSomething() {
        return heard.stream().anyMatch(Seen.class::isInstance);
    }

    @Override
    public void close() {
        link.close();
    }
}
