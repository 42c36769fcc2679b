package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SubscriptionName;

/**
 * The slots that copies of a subscription's tables hold on its source. Their names begin with the subscription's oid and end in the
 * system identifier of its server, so that none of another server's subscriptions is among them.
 */
public record SlotsOfCopies(Oid subscription) {
    private static final String ASKED = """
            \\prompt 'What the query for slots of copies told (nothing, if it found no subscription): ' copies
            """;

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
        return dropLike(Quoted.literal(beginning()) + " || " + system);
    }

    private static String dropLike(String pattern) {
        return "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active and slot_name like "
                + pattern;
    }

    /** A query for the pattern, on the subscription's server: nobody can tell it once the subscription is gone. */
    public static String tell(SubscriptionName subscription) {
        return "select E'pg\\\\_' || oid || E'\\\\_sync\\\\_%\\\\_' || (select system_identifier from pg_control_system()) as copies"
                + " from pg_subscription where subname = " + Quoted.literal(subscription)
                + " and subdbid = (select oid from pg_database where datname = current_database())";
    }

    /** Drops those that nobody reads, of what that query told, for psql. */
    public static String dropTold() {
        return ASKED + dropLike(":'copies'");
    }
}
