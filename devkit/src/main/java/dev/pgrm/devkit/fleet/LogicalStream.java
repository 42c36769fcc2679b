package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.Identifiers;
import dev.pgrm.devkit.postgres.SqlFailed;

/** A subscription and what it follows; publication, subscription and slot share one name. */
public record LogicalStream(String name, Database publisher, Database subscriber) {

    /** All tables ready, and the sender in state streaming. */
    public boolean streaming() {
        try {
            return "t".equals(subscriber.value("""
                            select bool_and(coalesce(r.srsubstate, 'r') = 'r') and count(*) > 0
                            from pg_subscription s left join pg_subscription_rel r on r.srsubid = s.oid
                            where s.subname = %s""".formatted(Identifiers.literal(name))))
                    && "t".equals(publisher.value("""
                            select count(*) > 0
                            from pg_replication_slots s join pg_stat_replication r on r.pid = s.active_pid
                            where r.state = 'streaming' and s.slot_name = %s""".formatted(Identifiers.literal(name))));
        } catch (SqlFailed e) {
            return false;
        }
    }

    /** The subscriber has confirmed all that was committed before {@code lsn} on the publisher. */
    public boolean confirmed(String lsn) {
        try {
            return "t"
                            .equals(publisher.value(
                                    "select confirmed_flush_lsn >= %s::pg_lsn from pg_replication_slots where slot_name = %s"
                                            .formatted(Identifiers.literal(lsn), Identifiers.literal(name))))
                    && streaming();
        } catch (SqlFailed e) {
            return false;
        }
    }
}
