package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A slot that is logical and idle unless something else is said. */
final class AnySlot {
    private final String name;
    private Kind kind = Kind.LOGICAL;
    private @Nullable String database;
    private boolean temporary;
    private @Nullable Integer pid;
    private long confirmed = 1000;
    private String walStatus = "reserved";
    private @Nullable String invalidation;
    private boolean synced;
    private boolean failover;
    private @Nullable Instant idleSince;
    private @Nullable Long safe;

    AnySlot(String name, String database) {
        this.name = name;
        this.database = database;
    }

    AnySlot physical() {
        kind = Kind.PHYSICAL;
        database = null;
        return this;
    }

    AnySlot of(String otherDatabase) {
        database = otherDatabase;
        return this;
    }

    AnySlot readBy(int senderPid) {
        pid = senderPid;
        return this;
    }

    AnySlot confirmed(long position) {
        confirmed = position;
        return this;
    }

    AnySlot temporary() {
        temporary = true;
        return this;
    }

    AnySlot lost(String reason) {
        walStatus = "lost";
        invalidation = reason;
        return this;
    }

    AnySlot synced() {
        synced = true;
        return this;
    }

    AnySlot failover() {
        failover = true;
        return this;
    }

    AnySlot idleSince(Instant moment) {
        idleSince = moment;
        return this;
    }

    AnySlot safe(long bytes) {
        safe = bytes;
        return this;
    }

    Slot slot() {
        return new Slot(
                new SlotName(name),
                kind,
                kind == Kind.LOGICAL ? "pgoutput" : null,
                database,
                temporary,
                pid != null,
                pid,
                new Lsn(Math.max(0, confirmed - 100)),
                kind == Kind.LOGICAL ? new Lsn(confirmed) : null,
                walStatus,
                safe,
                idleSince,
                invalidation,
                failover,
                synced,
                Slot.Upkeep.UNKNOWN);
    }
}
