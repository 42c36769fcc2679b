package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.postgres.Oid;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The copies of a subscription as they go on from those of the poll before. */
final class CarriedCopies {
    private CarriedCopies() {}

    /** What a copy had read when it failed stands until the next attempt begins, which is known by having read less. */
    static List<TableCopy> carried(List<TableCopy> read, @Nullable Subscription before) {
        Map<Oid, TableCopy> known = new HashMap<>();
        if (before != null) {
            before.copies().forEach(copy -> known.put(copy.table(), copy));
        }
        return read.stream()
                .map(copy -> {
                    TableCopy was = known.get(copy.table());
                    return was == null ? copy : carried(copy, was);
                })
                .toList();
    }

    private static TableCopy carried(TableCopy now, TableCopy was) {
        boolean interrupted =
                now.bytes() == null && now.state() == TableState.COPYING && was.state() == TableState.COPYING;
        return interrupted
                ? new TableCopy(now.table(), now.name(), now.state(), was.bytes(), was.rows(), now.worker())
                : now;
    }

    /** The history of copies is over with the last of them. */
    static CopyHistory history(TableStates tables, List<TableCopy> copies, @Nullable Subscription before, Instant now) {
        if (tables.allReady() || copies.isEmpty()) {
            return CopyHistory.EMPTY;
        }
        return before == null
                ? CopyHistory.EMPTY.with(now, List.of(), copies)
                : before.copied().with(now, before.copies(), copies);
    }
}
