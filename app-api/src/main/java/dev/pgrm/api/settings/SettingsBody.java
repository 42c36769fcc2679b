package dev.pgrm.api.settings;

import dev.pgrm.application.history.LookingBack.Reach;
import dev.pgrm.application.watch.Watchers.Watcher;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Retention;
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
     * @param kept for how long it is kept, as the monitor that writes it was told; null until one has said so
     */
    @Serdeable
    record HistoryBody(
            @Nullable Instant begins,
            @Nullable Instant samples,
            @Nullable Instant minutes,
            @Nullable Instant quarters,
            @Nullable KeptBody kept) {
        static HistoryBody of(Reach reach) {
            return new HistoryBody(
                    reach.begins(),
                    reach.grains().get(Grain.RAW),
                    reach.grains().get(Grain.MINUTE),
                    reach.grains().get(Grain.QUARTER),
                    KeptBody.of(reach.kept()));
        }
    }

    /**
     * For how long history is kept.
     *
     * @param quartersSeconds of quarters of an hour, and of the map
     */
    @Serdeable
    record KeptBody(long samplesSeconds, long minutesSeconds, long quartersSeconds) {
        static @Nullable KeptBody of(@Nullable Retention retention) {
            return retention == null
                    ? null
                    : new KeptBody(
                            retention.raw().toSeconds(),
                            retention.minutes().toSeconds(),
                            retention.quarters().toSeconds());
        }
    }
}
