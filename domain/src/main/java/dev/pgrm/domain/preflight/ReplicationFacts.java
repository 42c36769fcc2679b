package dev.pgrm.domain.preflight;

import org.jspecify.annotations.Nullable;

/**
 * What a server has for replication, and how much of it is taken.
 *
 * @param idleSlots names, for people; empty when there is none
 * @param keptWal how much WAL a slot may hold back, as the server writes it; nothing before 13, when that had no limit
 */
public record ReplicationFacts(
        String role,
        Service service,
        boolean standby,
        String walLevel,
        Pool slots,
        String idleSlots,
        Pool senders,
        Pool workers,
        int processes,
        Pool origins,
        @Nullable String keptWal,
        boolean commitTimestamps,
        boolean feedback,
        boolean replicates) {

    /** A number of places that a setting gives. */
    public record Pool(int size, int taken) {
        public boolean isFull() {
            return taken >= size;
        }

        public int free() {
            return Math.max(0, size - taken);
        }

        @Override
        public String toString() {
            return free() + " of " + size + " free";
        }
    }
}
