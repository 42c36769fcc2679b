package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A replication slot.
 *
 * @param walStatus reserved, extended, unreserved or lost
 * @param safeWalSize bytes until it is lost; negative when the next checkpoint takes it, unknown without a limit
 * @param synced a copy that a standby keeps of its primary's slot, which feeds nobody
 */
public record Slot(
        SlotName name,
        Kind kind,
        @Nullable String plugin,
        @Nullable String database,
        boolean temporary,
        boolean active,
        @Nullable Integer activePid,
        @Nullable Lsn restart,
        @Nullable Lsn confirmedFlush,
        @Nullable String walStatus,
        @Nullable Long safeWalSize,
        @Nullable Instant inactiveSince,
        @Nullable String invalidationReason,
        boolean failover,
        boolean synced,
        Upkeep upkeep) {

    /**
     * What the slot costs its server.
     *
     * @param xminAge transactions since the oldest row version that it keeps from being vacuumed
     * @param catalogXminAge the same for catalogs
     * @param conflicting whether recovery invalidated it; before PostgreSQL 17 true of any that was lost
     * @param decoded what its senders have decoded since statistics began; absent for physical slots
     */
    public record Upkeep(
            @Nullable Long xminAge,
            @Nullable Long catalogXminAge,
            @Nullable Boolean conflicting,
            @Nullable Boolean twoPhase,
            @Nullable Decoded decoded) {
        public static final Upkeep UNKNOWN = new Upkeep(null, null, null, null, null);
    }

    /**
     * Counters that also rise when old WAL is decoded again after a reconnect.
     *
     * @param spilled transactions too large for memory, which went to disk
     */
    public record Decoded(long spilled, long spilledBytes, long streamed, long streamedBytes, long bytes) {}

    public enum Kind {
        PHYSICAL,
        LOGICAL
    }

    private static final Pattern TABLE_SYNC = Pattern.compile("pg_(\\d+)_sync_(\\d+)_(\\d+)");

    /** Whether this slot belongs to the passing copy of one table rather than to a stream. */
    public boolean copiesTable() {
        return namesTableCopy(name.value());
    }

    static boolean namesTableCopy(String name) {
        return TABLE_SYNC.matcher(name).matches();
    }

    /** The subscription for which a table is copied, and the system that it is of. */
    public record Copier(String subscription, String system) {}

    /** Out of the name; nothing for slots of streams. */
    public @Nullable Copier copier() {
        return copier(name);
    }

    public static @Nullable Copier copier(SlotName name) {
        Matcher parts = TABLE_SYNC.matcher(name.value());
        return parts.matches() ? new Copier(parts.group(1), parts.group(3)) : null;
    }

    /** Whether the name proves that this slot copies a table for the given subscription, whose server is named in it. */
    public boolean copiesFor(long subscriptionOid, String subscriberSystem) {
        return new Copier(Long.toString(subscriptionOid), subscriberSystem).equals(copier());
    }

    public boolean lost() {
        return "lost".equals(walStatus) || invalidationReason != null;
    }
}
