package dev.pgrm.application.observation;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.List;

/** What was last known of each server, kept in the store about once a minute, so that a flushed cache leaves a last known state. */
public interface LastKnownObservations {
    void keep(Observation observation);

    List<Observation> lastKnown(Collection<ServerId> servers);
}
