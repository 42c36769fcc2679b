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

    public boolean streams() {
        return "streaming".equals(status);
    }
}
