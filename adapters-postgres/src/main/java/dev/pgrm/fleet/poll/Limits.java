package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Limit;
import dev.pgrm.fleet.poll.ProcessesSection.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of what a server was started with is in use. What our role may not count is left out. */
final class Limits {
    private static final String ORIGINS = "max_active_replication_origins";

    private Limits() {}

    static List<Limit> of(Map<String, String> settings, int slots, int senders, Processes processes) {
        var limits = new ArrayList<Limit>();
        boolean countedApart = settings.containsKey(ORIGINS);
        // Before 18 as many origins as slots may be active, each in a place of its own: the fuller of the two binds.
        add(limits, settings, "max_replication_slots", countedApart ? slots : Math.max(slots, processes.origins()));
        add(limits, settings, ORIGINS, processes.origins());
        add(limits, settings, "max_wal_senders", senders);
        add(limits, settings, "max_logical_replication_workers", processes.logicalWorkers());
        add(limits, settings, "max_worker_processes", processes.workers());
        return limits;
    }

    private static void add(List<Limit> limits, Map<String, String> settings, String name, @Nullable Integer used) {
        String most = settings.get(name);
        if (most != null && used != null) {
            limits.add(new Limit(name, used, Integer.parseInt(most)));
        }
    }
}
