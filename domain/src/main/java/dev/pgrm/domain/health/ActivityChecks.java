package dev.pgrm.domain.health;

import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Transactions that hold WAL back, and make new slots wait: they cost only where something is decoded. */
final class ActivityChecks {
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private ActivityChecks() {}

    static void look(String server, Seen seen, Consumer<Diagnosis> found) {
        boolean decodes = seen.server().slots().stream().anyMatch(slot -> slot.kind() == Kind.LOGICAL);
        if (!decodes) {
            return;
        }
        Activity activity = seen.server().activity();
        OpenTransaction open = activity.longestWrite();
        if (open != null && !open.since().plus(LONG).isAfter(seen.at())) {
            found.accept(Diagnosis.warning(
                            "long_transaction",
                            "A transaction that has written is open on " + server + " for "
                                    + Spoken.span(Duration.between(open.since(), seen.at())) + " (process " + open.pid()
                                    + (open.role() == null ? "" : " of " + open.role())
                                    + (open.state() == null ? "" : ", " + open.state())
                                    + "): logical slots keep WAL from its start on, and new ones wait for its end",
                            "End it if it is forgotten, on " + server + ": select pg_terminate_backend(" + open.pid()
                                    + ");")
                    .since(open.since()));
        }
        Instant prepared = activity.oldestPrepared();
        if (prepared != null && !prepared.plus(FORGOTTEN).isAfter(seen.at())) {
            found.accept(Diagnosis.warning(
                            "prepared_transaction",
                            "A prepared transaction waits on " + server + " for "
                                    + Spoken.span(Duration.between(prepared, seen.at()))
                                    + ": slots keep WAL from its start on, and new ones wait for its end",
                            "See whose it is, on " + server
                                    + ": select gid, prepared, owner, database from pg_prepared_xacts order by prepared;"
                                    + " then commit prepared or rollback prepared")
                    .since(prepared));
        }
    }
}
