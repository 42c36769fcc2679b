package dev.pgrm.application.watch;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Brings what was last known to the store on a thread of its own, so that a store that is slow or away holds no poll up. */
final class Keeping implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final LastKnownObservations lastKnown;
    private final Map<ServerId, Observation> waiting = new ConcurrentHashMap<>();
    private final Recurrence writing;

    Keeping(LastKnownObservations lastKnown) {
        this.lastKnown = lastKnown;
        this.writing = Recurrence.start("what was last known", AGAIN, this::write);
    }

    /** Of each server only the newest matters. */
    void keep(Observation observation) {
        waiting.put(observation.serverId(), observation);
        writing.nudge();
    }

    /** What the store does not take stays for the next time, and stands in nobody's way. */
    private void write() {
        RuntimeException refused = null;
        for (Observation observation : List.copyOf(waiting.values())) {
            try {
                lastKnown.keep(observation);
                waiting.remove(observation.serverId(), observation);
            } catch (StoreUnavailable e) {
                throw e;
            } catch (RuntimeException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public void close() {
        writing.close();
    }
}
