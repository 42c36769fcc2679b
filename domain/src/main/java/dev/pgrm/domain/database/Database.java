package dev.pgrm.domain.database;

import dev.pgrm.domain.server.ServerId;
import java.time.Instant;

/**
 * A registered database.
 *
 * @param version raised by every change; a change against an older one is refused
 */
public record Database(
        DatabaseId id,
        ServerId serverId,
        DatabaseSpec spec,
        Keeper keeper,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    public String name() {
        return spec.name();
    }
}
