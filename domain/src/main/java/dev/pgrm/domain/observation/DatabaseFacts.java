package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of one database. */
public record DatabaseFacts(String name, List<Publication> publications, List<Subscription> subscriptions) {
    public DatabaseFacts {
        publications = List.copyOf(publications);
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * A publication.
     *
     * @param schemas of which it publishes all tables, present and future
     * @param operations that it publishes
     * @param viaRoot whether changes of partitions pass for changes of their parents
     * @param tables unknown until they were counted
     */
    public record Publication(
            PublicationName name,
            boolean allTables,
            List<String> schemas,
            Set<DataChange> operations,
            boolean viaRoot,
            @Nullable PublishedTables tables) {
        public Publication {
            schemas = List.copyOf(schemas);
            operations = operations.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(operations));
        }
    }

    /** What a publication may publish. */
    public enum DataChange {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }

    /**
     * A subscription of this database.
     *
     * @param slot none when it was detached from its publisher on purpose
     * @param publisher where it connects to; unknown to a role that may not read it
     * @param skip the transaction that it was told to skip, by its end
     * @param copies of tables that are not ready, and of those that became so of late; bounded
     */
    public record Subscription(
            Oid oid,
            SubscriptionName name,
            boolean enabled,
            @Nullable SlotName slot,
            List<PublicationName> publications,
            @Nullable PublisherAddress publisher,
            SubscriptionOptions options,
            @Nullable ApplyWorker worker,
            TableStates tables,
            List<TableCopy> copies,
            CopyHistory copied,
            SubscriptionCounters counters,
            @Nullable Lsn skip,
            WorkerHistory history) {
        public Subscription {
            publications = List.copyOf(publications);
            copies = List.copyOf(copies);
        }
    }

    /**
     * The running worker, with positions in the publisher's space.
     *
     * @param blocked none unless it waits for a lock
     */
    public record ApplyWorker(
            int pid,
            @Nullable Lsn received,
            @Nullable Lsn latestEnd,
            @Nullable Instant lastMessageAt,
            @Nullable Instant startedAt,
            @Nullable Blocked blocked) {
        /** A publisher with nothing to say still says so twice a minute, and a silent one is given up after a minute. */
        public static final Duration SILENCE = Duration.ofSeconds(90);

        private static final Duration TO_CONNECT = Duration.ofSeconds(10);

        /**
         * Whether its publisher speaks to it. One that hangs on its way there runs all the same: it was told no position yet,
         * and the time of the last message is that of its own start.
         */
        public boolean hears(Instant now) {
            return lastMessageAt == null
                    || lastMessageAt
                            .plus(received == null ? TO_CONNECT : SILENCE)
                            .isAfter(now);
        }
    }

    /**
     * It waits for a lock.
     *
     * @param by the processes that stand in its way
     */
    public record Blocked(Instant since, List<Integer> by) {
        public Blocked {
            by = List.copyOf(by);
        }
    }

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

        public String letter() {
            return letter;
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
