package dev.pgrm.domain.observation;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the latest poll of one server found. */
public sealed interface Observation {
    ServerId serverId();

    /** When the poll ended. */
    Instant at();

    /** What was seen by the latest poll that saw anything: the last known good, which an outage leaves in place. */
    @Nullable
    Seen lastSeen();

    /**
     * The server answered.
     *
     * @param latency how long the round trip took
     * @param databases one for each registered database of the server
     */
    record Seen(
            ServerId serverId,
            Instant at,
            Duration latency,
            ServerFacts server,
            List<DatabaseView> databases,
            WalHistory walHistory,
            SlotHistory slotHistory,
            ServerLog log)
            implements Observation {
        public Seen {
            databases = List.copyOf(databases);
        }

        @Override
        public Seen lastSeen() {
            return this;
        }
    }

    /**
     * The server could not be seen.
     *
     * @param since when the trouble began, over all polls since
     */
    record Unseen(
            ServerId serverId,
            Instant at,
            Instant since,
            Trouble trouble,
            @Nullable Seen lastSeen) implements Observation {}

    /** One registered database of a server that answered. */
    sealed interface DatabaseView {
        DatabaseId id();

        /** What was seen of it by the latest poll that saw it. */
        @Nullable
        DatabaseFacts lastSeen();
    }

    record DatabaseSeen(DatabaseId id, DatabaseFacts facts) implements DatabaseView {
        @Override
        public DatabaseFacts lastSeen() {
            return facts;
        }
    }

    /** Its server answers, yet this database does not let us in. */
    record DatabaseUnseen(
            DatabaseId id, Trouble trouble, @Nullable DatabaseFacts lastSeen) implements DatabaseView {}
}
