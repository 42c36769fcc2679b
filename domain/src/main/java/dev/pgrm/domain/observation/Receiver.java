package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A standby's connection to its upstream. The host is as written in primary_conninfo: perhaps an alias or a virtual address. */
public record Receiver(
        int pid,
        @Nullable String status,
        @Nullable SlotName slot,
        @Nullable String senderHost,
        @Nullable Integer senderPort,
        @Nullable String applicationName,
        @Nullable Lsn flushed,
        @Nullable Lsn latestEnd,
        @Nullable Instant lastMessageAt) {

    /** It exists only while connected, and a role without pg_monitor is shown no more than that. */
    public boolean streams() {
        return status == null || status.equals("streaming");
    }
}
