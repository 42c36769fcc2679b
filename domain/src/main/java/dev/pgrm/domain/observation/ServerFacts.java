package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.SystemIdentifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that belong to a whole server.
 *
 * @param settings those that bear on replication, by name, in the server's own writing
 * @param hidden what our role may not see; what it covers is unknown, never zero
 */
public record ServerFacts(
        Identity identity,
        WalPosition wal,
        List<Sender> senders,
        @Nullable Receiver receiver,
        List<Slot> slots,
        List<Origin> origins,
        List<Limit> limits,
        Activity activity,
        Map<String, String> settings,
        List<MissingPrivilege> hidden) {

    public ServerFacts {
        senders = List.copyOf(senders);
        slots = List.copyOf(slots);
        origins = List.copyOf(origins);
        limits = List.copyOf(limits);
        settings = Map.copyOf(settings);
        hidden = List.copyOf(hidden);
    }

    /**
     * @param startedAt to the microsecond: with the system identifier it tells one instance from its clones, and shows that two
     *     addresses lead to one instance
     * @param listening the server's own idea of the address we reached; behind NAT it differs from ours
     */
    public record Identity(
            SystemIdentifier system,
            int timeline,
            PgVersion version,
            boolean inRecovery,
            Instant startedAt,
            @Nullable Endpoint listening,
            @Nullable ManagedBy managedBy) {}

    public enum ManagedBy {
        RDS,
        AURORA,
        CLOUDSQL
    }

    /**
     * @param current where this server's log ends: written on a primary, received on a standby
     * @param replayed on a standby, up to where it has been applied
     */
    public record WalPosition(
            Lsn current, @Nullable Lsn replayed, @Nullable Instant lastReplayedCommitAt) {}

    /** Something our role may not see, and the statement that would let it. */
    public record MissingPrivilege(String what, String grant) {}
}
