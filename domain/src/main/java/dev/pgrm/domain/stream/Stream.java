package dev.pgrm.domain.stream;

import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flow of changes as drawn on the map.
 *
 * @param sourceNode none for a physical stream whose server has no registered database
 * @param reason in plain words, why the status is what it is
 * @param stale an end of it cannot be reached at present: what is told of that end is old
 */
public record Stream(
        StreamId id,
        StreamType type,
        String name,
        UUID sourceServer,
        UUID targetServer,
        @Nullable UUID sourceNode,
        @Nullable UUID targetNode,
        Status status,
        String reason,
        Lag lag,
        List<PublicationName> publications,
        @Nullable SubscriptionName subscription,
        @Nullable SlotName slot,
        @Nullable String slotStatus,
        @Nullable Bytes retainedWal,
        @Nullable WalForecast forecast,
        @Nullable TableStates tables,
        @Nullable Backfill backfill,
        @Nullable StreamError error,
        Match match,
        boolean managed,
        boolean stale,
        @Nullable Instant lastSyncAt,
        Health health) {

    public Stream {
        publications = List.copyOf(publications);
    }

    public enum StreamType {
        LOGICAL,
        PHYSICAL
    }

    public enum Status {
        ACTIVE,
        SYNCING,
        INACTIVE,
        ERROR;

        public boolean healthy() {
            return this == ACTIVE || this == SYNCING;
        }
    }

    /**
     * How far the initial copy has come. The whole is unknown where nobody could tell its size.
     *
     * @param percent over bytes where they are known, else over tables
     * @param bytesPerSecond as observed over the last minutes
     * @param stalled for how long nothing was brought over; none while it goes on
     * @param restarts how often the copy of a table was seen to begin anew
     */
    public record Backfill(
            double percent,
            long bytesDone,
            @Nullable Long bytesTotal,
            @Nullable Double etaSeconds,
            @Nullable Double bytesPerSecond,
            @Nullable Duration stalled,
            int restarts) {}
}
