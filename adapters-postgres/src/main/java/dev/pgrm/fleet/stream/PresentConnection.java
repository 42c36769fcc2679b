package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;

/** The connection string that a subscription has, which few roles may read. It holds a secret, and does not leave this class. */
final class PresentConnection {
    private PresentConnection() {}

    /** Whether it is known to be just this one. */
    static boolean is(DedicatedSession target, long subscription, String conninfo) throws Setback {
        if (!target.is("select has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select')")) {
            return false;
        }
        List<String> present = target.query(
                "select subconninfo from pg_subscription where oid = cast(? as oid)",
                row -> row.getString(1),
                subscription);
        return present.equals(List.of(conninfo));
    }
}
