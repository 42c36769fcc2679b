package dev.pgrm.domain.observation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes on at the server that bears on replication. What our role may not see is absent.
 *
 * @param longestWrite the oldest transaction that has written and is still open
 * @param oldestPrepared since when the oldest prepared transaction waits
 * @param walBytes what the folder of WAL takes on the disk
 * @param replayPaused on a standby, whether replay was paused, by a person or by lack of resources
 * @param recoveryConflicts on a standby, queries cancelled since statistics began, by kind
 */
public record Activity(
        @Nullable OpenTransaction longestWrite,
        int prepared,
        @Nullable Instant oldestPrepared,
        @Nullable Long walBytes,
        @Nullable Boolean replayPaused,
        Map<String, Long> recoveryConflicts) {
    public static final Activity UNKNOWN = new Activity(null, 0, null, null, null, Map.of());

    public Activity {
        recoveryConflicts = Map.copyOf(recoveryConflicts);
    }

    /** @param state as in {@code idle in transaction} */
    public record OpenTransaction(
            int pid,
            Instant since,
            @Nullable String role,
            @Nullable String application,
            @Nullable String state) {}
}
