package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that sends WAL to somebody. A role without pg_monitor sees that it exists and little more, so most of it may be
 * unknown.
 *
 * @param replayLag the server's own figure; unknown both when idle and, usually, when apply hangs
 * @param request none for a physical consumer, and where our role may not see what processes do
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
        @Nullable Instant repliedAt,
        @Nullable Request request) {

    /**
     * What a logical consumer asked for when it began: all that its publisher knows of it when nobody registered it.
     *
     * @param publications none when another plugin than PostgreSQL's own decodes
     */
    public record Request(
            SlotName slot,
            List<PublicationName> publications,
            @Nullable String origin) {
        public Request {
            publications = List.copyOf(publications);
        }
    }

    public boolean streams() {
        return "streaming".equals(state);
    }

    /** A table-sync worker names itself like its slot. */
    public boolean copiesTable() {
        return Slot.namesTableCopy(applicationName);
    }
}
