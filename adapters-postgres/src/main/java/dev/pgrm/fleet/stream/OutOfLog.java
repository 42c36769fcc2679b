package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.fleet.operation.DedicatedSession;

/** For statements that hold a password. Whoever may keeps them out of what the server writes down or shows; who may not has to do without. */
final class OutOfLog {
    private OutOfLog() {}

    /** From now on, as long as the session lasts. */
    static void keep(DedicatedSession target) throws Setback {
        if (target.is("select rolsuper from pg_roles where rolname = current_user")) {
            target.execute("set log_statement = 'none'");
            target.execute("set log_min_duration_statement = -1");
            target.execute("set log_min_duration_sample = -1");
            target.execute("set log_transaction_sample_rate = 0");
            target.execute("set log_min_error_statement = 'panic'");
            // Nor is it seen in pg_stat_activity, where the latest statement stands until the next.
            target.execute("set track_activities = off");
            // Statements that are no queries are kept there word for word; where these are not loaded this does
            // nothing.
            target.execute("set pg_stat_statements.track_utility = off");
            target.execute("set pgaudit.log = 'none'");
        }
    }
}
