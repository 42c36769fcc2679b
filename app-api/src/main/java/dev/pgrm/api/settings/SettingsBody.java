package dev.pgrm.api.settings;

import dev.pgrm.application.history.LookingBack.Reach;
import dev.pgrm.application.watch.Watchers.Watcher;
import dev.pgrm.domain.history.Grain;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How this installation is set up.
 *
 * @param pollSeconds how often servers are polled, as the API was told; monitors have a setting of their own
 * @param signIn the ways to sign in
 * @param databasesFile which file keeps databases registered, if one does
 * @param metricsOpen whether metrics are read without signing in
 * @param workers monitors that live, and how many servers each of them watches; null while nobody can tell
 */
@Serdeable
record SettingsBody(
        String version,
        double pollSeconds,
        List<String> signIn,
        @Nullable String databasesFile,
        boolean metricsOpen,
        @Nullable List<WorkerBody> workers,
        HistoryBody history) {

    @Serdeable
    record WorkerBody(UUID id, int servers) {
        static WorkerBody of(Watcher watcher) {
            return new WorkerBody(watcher.worker().value(), watcher.servers());
        }
    }

    /**
     * How far back history reaches; what is null was not kept yet.
     *
     * @param begins of the map
     * @param samples of single samples
     * @param minutes of minutes
     * @param quarters of quarters of an hour
     */
    @Serdeable
    record HistoryBody(
            @Nullable Instant begins,
            @Nullable Instant samples,
            @Nullable Instant minutes,
            @Nullable Instant quarters) {
        static HistoryBody of(Reach reach) {
            return new HistoryBody(
                    reach.begins(),
                    reach.grains().get(Grain.RAW),
                    reach.grains().get(Grain.MINUTE),
                    reach.grains().get(Grain.QUARTER));
        }
    }
}
