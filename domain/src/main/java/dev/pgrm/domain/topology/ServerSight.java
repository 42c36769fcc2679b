package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import java.util.List;

/**
 * What was last seen of a server, whichever of its addresses led there.
 *
 * @param databases seen under any of them
 */
public record ServerSight(Seen seen, List<DatabaseView> databases) {
    public ServerSight {
        databases = List.copyOf(databases);
    }
}
