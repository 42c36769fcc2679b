package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tables a subscription knows, whatever became of their copies. */
record KnownTables(Subscribed subscription, Ends ends) {
    /** Not the same when one is known, or known no more. */
    String mark() throws Setback {
        return ends.target()
                .query(
                        "select md5(coalesce(string_agg(cast(srrelid as text), ' ' order by srrelid), ''))"
                                + " from pg_subscription_rel where srsubid = cast(? as oid)",
                        row -> row.getString(1),
                        oid())
                .getFirst();
    }

    private long oid() {
        return subscription.oid().value();
    }

    private Set<Long> relations() throws Setback {
        return new HashSet<>(ends.target()
                .query(
                        "select srrelid from pg_subscription_rel where srsubid = cast(? as oid)",
                        row -> row.getLong(1),
                        oid()));
    }

    /** Makes them as what is published now, without copying anything, unless they are as they were. */
    void restore(String mark, Telling telling) throws Setback {
        Standing standing = Standing.find(ends.target(), subscription);
        if (standing == null || mark().equals(mark)) {
            return;
        }
        ends.target().execute(standing.statements().refresh(false));
        dropWhatCopiesLeft(telling);
    }

    /**
     * The server that refreshes ends their copies and drops what these hold on the source; but the source may hear of it while it is still
     * making a slot for one.
     */
    private void dropWhatCopiesLeft(Telling telling) throws Setback {
        Set<Long> known = relations();
        while (dropped(known)) {
            telling.pause();
        }
    }

    private boolean dropped(Set<Long> known) throws Setback {
        String pattern = new SlotsOfCopies(subscription.oid()).pattern(CopySlots.systemOf(ends.target()));
        DedicatedSession source = ends.source();
        List<String> left = source.query("""
                        select slot_name as name from pg_replication_slots where slot_name like ?
                        union
                        select application_name from pg_stat_activity
                         where backend_type = 'walsender' and application_name like ?""", row -> row.getString(1), pattern, pattern).stream()
                .filter(name -> !known.contains(relation(name)))
                .toList();
        for (String slot : left) {
            source.query(
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ? and not active",
                    row -> true,
                    slot);
        }
        return !left.isEmpty();
    }

    private static long relation(String slot) {
        return Long.parseLong(slot.split("_", -1)[3]);
    }
}
