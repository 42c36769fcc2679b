package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of one database. */
public record DatabaseFacts(String name, List<Publication> publications, List<Subscription> subscriptions) {
    public DatabaseFacts {
        publications = List.copyOf(publications);
        subscriptions = List.copyOf(subscriptions);
    }

    /** A publication, with how many tables it publishes at present; their names are asked for when somebody wants them. */
    public record Publication(PublicationName name, boolean allTables, int tableCount) {}

    /**
     * A subscription of this database.
     *
     * @param slot none when it was detached from its publisher on purpose
     * @param publisher where it connects to; unknown to a role that may not read it
     * @param applyErrors counted since statistics began; unknown before PostgreSQL 15
     */
    public record Subscription(
            Oid oid,
            SubscriptionName name,
            boolean enabled,
            @Nullable SlotName slot,
            List<PublicationName> publications,
            @Nullable PublisherAddress publisher,
            @Nullable ApplyWorker worker,
            TableStates tables,
            @Nullable Long copiedBytes,
            @Nullable Long applyErrors,
            @Nullable Long syncErrors) {
        public Subscription {
            publications = List.copyOf(publications);
        }
    }

    /** The running worker, with positions in the publisher's space. */
    public record ApplyWorker(
            int pid,
            @Nullable Lsn received,
            @Nullable Lsn latestEnd,
            @Nullable Instant lastMessageAt) {}

    /** How many tables of a subscription are in which state. */
    public record TableStates(Map<TableState, Integer> count) {
        public TableStates {
            var complete = new EnumMap<TableState, Integer>(TableState.class);
            for (TableState state : TableState.values()) {
                complete.put(state, count.getOrDefault(state, 0));
            }
            count = Map.copyOf(complete);
        }

        public int in(TableState state) {
            return count.getOrDefault(state, 0);
        }

        public int total() {
            return count.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int ready() {
            return in(TableState.READY) + in(TableState.SYNCHRONIZED);
        }

        public boolean allReady() {
            return ready() == total();
        }
    }

    /** {@code pg_subscription_rel.srsubstate}, in words. */
    public enum TableState {
        INITIAL("i"),
        COPYING("d"),
        COPIED("f"),
        SYNCHRONIZED("s"),
        READY("r");

        private final String letter;

        TableState(String letter) {
            this.letter = letter;
        }

        public static TableState of(String letter) {
            for (TableState state : values()) {
                if (state.letter.equals(letter)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("Unknown table state '" + letter + "' in pg_subscription_rel");
        }
    }
}
