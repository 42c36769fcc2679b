package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.Mark.Whose;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that an operation made on its target, when it goes back.
 *
 * @param filledByOthers rows in them cannot be known to be copies that the operation made
 */
record MadeTables(DedicatedSession target, Mark mark, boolean filledByOthers) {
    private static final String SUBSCRIBING = """
            select s.subname from pg_subscription s join pg_subscription_rel r on r.srsubid = s.oid
             where r.srrelid = cast(? as regclass)
                or r.srrelid in (select relid from pg_partition_tree(cast(? as regclass)))
             order by 1 limit 1""";

    /** The latest first, when nothing would be lost with any of them. */
    List<MissingTable> toBeDropped(List<MissingTable> all) throws Setback {
        var dropped = new ArrayList<MissingTable>();
        for (MissingTable table : all.reversed()) {
            if (mark.whose(target, table.name()) == Whose.OURS) {
                requireUnused(table);
                dropped.add(table);
            }
        }
        return dropped;
    }

    private void requireUnused(MissingTable table) throws Setback {
        String quoted = Quoted.table(table.name());
        List<String> subscribing = target.query(SUBSCRIBING, row -> row.getString(1), quoted, quoted);
        if (!subscribing.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "table_subscribed",
                    "Subscription " + subscribing.getFirst() + " on "
                            + target.database().name() + " writes to table " + table.name(),
                    "If it is needed, leave the table as it is; else remove that stream first"));
        }
        if (filledByOthers && target.is("select exists (select from " + quoted + ")")) {
            throw Setback.lasting(new Trouble(
                    "table_not_empty",
                    "Table " + table.name() + " on " + target.database().name()
                            + " has rows, and it cannot be told whether others wrote them",
                    "If nobody needs them, drop the table by hand"));
        }
    }
}
