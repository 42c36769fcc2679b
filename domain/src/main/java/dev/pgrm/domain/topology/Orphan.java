package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.Leftover;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that streams are made of, and that no stream on the map uses.
 *
 * @param stale its server or database cannot be seen at present
 * @param database in which it is; none for physical slots and for origins, which belong to servers
 * @param registrations of that database
 * @param through a registered database of its server, its own where that is registered
 * @param why in plain words, why nobody is known to use it
 * @param mayBeUsedBy what is known, and may use it all the same, in plain words
 */
public record Orphan(
        Leftover what,
        UUID server,
        String serverName,
        boolean stale,
        @Nullable String database,
        List<DatabaseId> registrations,
        @Nullable DatabaseId through,
        String name,
        @Nullable Held held,
        String why,
        List<String> mayBeUsedBy) {
    public Orphan {
        registrations = List.copyOf(registrations);
        mayBeUsedBy = List.copyOf(mayBeUsedBy);
    }

    /** What a slot holds back. */
    public record Held(
            Slot slot, @Nullable Bytes wal, @Nullable WalForecast forecast) {}

    /** Whether it can be removed by this program now. */
    public boolean removable() {
        return !stale && through != null;
    }

    public boolean physical() {
        return held != null && held.slot().kind() == Kind.PHYSICAL;
    }

    public @Nullable Instant inactiveSince() {
        return held == null ? null : held.slot().inactiveSince();
    }

    /** Of a slot: how far its consumer came. It stays where it is while nobody uses it. */
    public @Nullable Lsn position() {
        if (held == null) {
            return null;
        }
        Slot slot = held.slot();
        return slot.confirmedFlush() == null ? slot.restart() : slot.confirmedFlush();
    }
}
