package dev.pgrm.application.observation;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The latest observation of each server, and the news of each new one. Lost with the cache, and back within a poll. Workers publish them. */
public interface LiveObservations {
    List<Observation> latest(Collection<ServerId> servers);

    /**
     * Hands every observation that is published from now on, here or elsewhere, to the listener. After a lost connection some
     * may have been missed: {@code missed} runs once it stands again.
     */
    void subscribe(Consumer<Observation> listener, Runnable missed);
}
