package dev.pgrm.domain.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of a subscription's worker and its counters: how a failure is recognised where no log can be read. While one
 * change follows another, the first two stay, so that it can be told how long that has been going on.
 *
 * @param changes oldest first
 */
public record WorkerHistory(List<Change> changes) {
    public static final WorkerHistory EMPTY = new WorkerHistory(List.of());

    private static final int KEPT = 16;
    private static final Duration PEACE = Duration.ofMinutes(2);

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
        if (!all.isEmpty() && all.getLast().at().plus(PEACE).isBefore(change.at())) {
            // What came before so long a rest is over.
            all.subList(0, all.size() - 1).clear();
        }
        all.add(change);
        if (all.size() > KEPT) {
            all.remove(2);
        }
        return new WorkerHistory(all);
    }
}
