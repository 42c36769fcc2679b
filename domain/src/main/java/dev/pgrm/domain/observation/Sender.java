package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that sends WAL to somebody. A role without pg_monitor sees that it exists and little more, so most of it may be
 * unknown.
 *
 * @param replayLag the server's own figure; unknown both when idle and, usually, when apply hangs
 */
public record Sender(
        int pid,
        String applicationName,
        @Nullable String clientAddress,
        @Nullable Integer clientPort,
        @Nullable String state,
        @Nullable Lsn sent,
        @Nullable Lsn flushed,
        @Nullable Lsn replayed,
        @Nullable Duration replayLag,
        @Nullable String syncState,
        @Nullable Instant repliedAt) {

    public boolean streams() {
        return "streaming".equals(state);
    }

    /** A table-sync worker names itself like its slot. */
    public boolean copiesTable() {
        return Slot.namesTableCopy(applicationName);
    }
}
