package dev.pgrm.api.orphan;

import dev.pgrm.api.slot.ForecastBody;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.orphan.KnownOrphan;
import dev.pgrm.domain.orphan.Provenance;
import dev.pgrm.domain.topology.Orphan;
import dev.pgrm.domain.topology.Orphan.Held;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that no stream on the map uses.
 *
 * @param kind slot, publication or origin
 * @param databaseId a registered database of its server, by which it is removed
 * @param database in which it is, by PostgreSQL's name; none for physical slots and origins
 * @param physical whether it is a physical slot
 * @param retainedBytes of WAL that it holds back
 * @param inactiveSince since when nobody reads it, which servers tell since PostgreSQL 17
 * @param madeHere whether an operation of this manager made it
 * @param leftBy the operation that removed its stream and could not remove this
 * @param why nobody is known to use it
 * @param mayBeUsedBy what is known and may use it all the same
 * @param removable false while its server cannot be seen
 * @param sql that removes it by hand
 */
@Serdeable
record OrphanBody(
        String kind,
        UUID serverId,
        String server,
        boolean stale,
        @Nullable UUID databaseId,
        @Nullable String database,
        String name,
        boolean physical,
        @Nullable Long retainedBytes,
        @Nullable ForecastBody forecast,
        @Nullable Instant inactiveSince,
        boolean madeHere,
        @Nullable UUID madeBy,
        @Nullable UUID leftBy,
        String why,
        List<String> mayBeUsedBy,
        boolean removable,
        String sql) {

    /** All of them at once: there are as many as people leave. */
    @Serdeable
    record Page(List<OrphanBody> items, @Nullable String next) {}

    static OrphanBody of(KnownOrphan known) {
        Orphan orphan = known.orphan();
        Provenance provenance = known.provenance();
        Held held = orphan.held();
        return new OrphanBody(
                orphan.what().word(),
                orphan.server(),
                orphan.serverName(),
                orphan.stale(),
                id(orphan.through()),
                orphan.database(),
                orphan.name(),
                orphan.physical(),
                held == null || held.wal() == null ? null : held.wal().count(),
                held == null ? null : ForecastBody.of(held.forecast()),
                orphan.inactiveSince(),
                provenance.madeHere(),
                id(provenance.madeBy()),
                id(provenance.leftBy()),
                orphan.why(),
                orphan.mayBeUsedBy(),
                orphan.removable(),
                orphan.what().remove(orphan.name()));
    }

    private static @Nullable UUID id(@Nullable DatabaseId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable UUID id(@Nullable OperationId id) {
        return id == null ? null : id.value();
    }
}
