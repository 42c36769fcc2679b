package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.ResyncStatements;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;

/** Empties a table, which nobody else may use meanwhile: whoever comes while it waits for that has to wait, too, so it does not wait long. */
record EmptyingTable(TableName table, ResyncStatements statements, DedicatedSession target) {
    private static final List<Integer> PAUSES = List.of(4, 8, 16, 32, 64, 128);

    void empty(Telling telling) throws Setback {
        for (int pauses : PAUSES) {
            try {
                once();
                return;
            } catch (Setback e) {
                if (!e.trouble().code().equals("locked")) {
                    throw e;
                }
            }
            telling.tell("Waits until nobody uses " + table + " on "
                    + target.database().name());
            for (int pause = 0; pause < pauses; pause++) {
                telling.pause();
            }
        }
        once();
    }

    private void once() throws Setback {
        PublishedOnTarget.require(target, table, true);
        boolean partitioned = target.is(
                "select c.relkind = 'p' from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = ?",
                table.schema(),
                table.name());
        target.makeTogether(List.of("set local lock_timeout = '2s'", statements.empty(partitioned)));
    }
}
