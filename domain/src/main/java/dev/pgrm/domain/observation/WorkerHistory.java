package dev.pgrm.domain.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of a subscription's worker and its counters: how a failure is recognised where no log can be read.
 *
 * @param changes oldest first
 */
public record WorkerHistory(List<Change> changes) {
    public static final WorkerHistory EMPTY = new WorkerHistory(List.of());

    private static final int KEPT = 16;

    /**
     * From this moment on it was so.
     *
     * @param worker none while no worker runs
     */
    public record Change(
            Instant at,
            boolean enabled,
            @Nullable Integer worker,
            @Nullable Long applyErrors,
            @Nullable Long syncErrors) {
        private boolean sameAs(Change other) {
            return enabled == other.enabled
                    && Objects.equals(worker, other.worker)
                    && Objects.equals(applyErrors, other.applyErrors)
                    && Objects.equals(syncErrors, other.syncErrors);
        }
    }

    public WorkerHistory {
        changes = List.copyOf(changes);
    }

    public WorkerHistory with(Change change) {
        if (!changes.isEmpty() && changes.getLast().sameAs(change)) {
            return this;
        }
        var all = new ArrayList<>(changes);
        all.add(change);
        return new WorkerHistory(all.size() > KEPT ? all.subList(all.size() - KEPT, all.size()) : all);
    }
}
