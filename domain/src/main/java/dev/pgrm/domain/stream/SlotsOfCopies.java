package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;

/**
 * The slots that copies of a subscription's tables hold on its source. Their names begin with the subscription's oid and end in the
 * system identifier of its server, so that none of another server's subscriptions is among them.
 */
public record SlotsOfCopies(Oid subscription) {
    private String beginning() {
        return "pg\\_" + subscription + "\\_sync\\_%\\_";
    }

    /** For LIKE. */
    public String pattern(String system) {
        return beginning() + system;
    }

    /**
     * Drops those that nobody reads.
     *
     * @param system as a literal, or as a variable of psql
     */
    public String drop(String system) {
        return "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active and slot_name like "
                + Quoted.literal(beginning()) + " || " + system;
    }
}
