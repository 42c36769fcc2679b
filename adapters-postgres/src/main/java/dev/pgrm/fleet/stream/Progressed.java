package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a subscription has come, as the target keeps it, and what it is told to skip. */
record Progressed(Subscribed subscription, DedicatedSession target) {
    /** In the source's log, the end of the last commit that was applied; none while there was none. */
    Lsn reached() throws Setback {
        List<Lsn> found = target.query(
                "select cast(remote_lsn as text) from pg_replication_origin_status where external_id = ?",
                row -> Lsn.parse(row.getString(1)),
                origin());
        return found.isEmpty() ? Lsn.ZERO : found.getFirst();
    }

    /** Unknown to a role that may not see it. */
    @Nullable
    Lsn reachedIfSeen() throws Setback {
        try {
            return reached();
        } catch (Setback e) {
            if (e.passing()) {
                throw e;
            }
            return null;
        }
    }

    String origin() {
        return "pg_" + subscription.oid();
    }

    Standing standing() throws Setback {
        return Standing.require(target, subscription);
    }

    /** Since 15. */
    Lsn toBeSkipped() throws Setback {
        return target
                .query(
                        "select cast(subskiplsn as text) from pg_subscription where oid = cast(? as oid)",
                        row -> Lsn.parse(row.getString(1)),
                        subscription.oid().value())
                .stream()
                .findFirst()
                .orElseThrow(() -> Standing.gone(target, subscription.name()));
    }
}
