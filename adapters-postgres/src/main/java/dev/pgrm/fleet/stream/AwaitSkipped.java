package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.SkipTransaction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until the target forgets what to skip: because it was skipped, or because another transaction came first. A large one is sent as a
 * whole before it is skipped, so that only a stream that does not come along is given up.
 */
record AwaitSkipped(SkipTransaction work, Ends ends) implements Act {
    private static final int LOOKS = 300;

    /** So many that ended without having come to it fail on something else. */
    private static final int WORKERS = 5;

    /** That which applies changes; others that work for it, since 16, have a leader. */
    private static final String WORKER = """
            select worker.pid, coalesce(cast(received_lsn as text), '0/0') as received,
                   coalesce(cast(last_msg_receipt_time as text), '') as heard,
                   coalesce(process.wait_event = 'LogicalApplyMain', false) as listens
              from pg_stat_subscription as worker left join pg_stat_activity as process on process.pid = worker.pid
             where subid = cast(? as oid) and relid is null and worker.pid is not null
               and to_jsonb(worker) ->> 'leader_pid' is null""";

    private record Worker(int pid, Lsn received, String heard, boolean listens) {
        static final Worker NONE = new Worker(0, Lsn.ZERO, "", false);
    }

    /** How the stream has come along from look to look. */
    private static final class Way {
        private final Lsn end;
        private Worker last = Worker.NONE;
        private int ended;
        private int still;

        Way(Lsn end) {
            this.end = end;
        }

        /** A word now and then may say no more than that the source is there; and behind the end nothing is to be skipped. */
        void goesOn(Worker now) {
            boolean same = now.pid() == last.pid();
            boolean past = now.listens() && now.received().isAfter(end);
            if (same && !past && now.received().isAfter(last.received())) {
                still = 0;
            } else if (!same || past || now.heard().equals(last.heard())) {
                still++;
            }
            if (now.pid() != 0) {
                ended += same || last.pid() == 0 ? 0 : 1;
                last = now;
            }
        }

        boolean isGivenUp() {
            return still >= LOOKS || ended >= WORKERS;
        }
    }

    @Override
    public String name() {
        return SkipTransaction.PASS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        var progressed = new Progressed(work.stream().requireSubscription(), ends.target());
        var way = new Way(work.end());
        while (!way.isGivenUp()) {
            // Before what it is to skip, as that may be over in between.
            boolean enabled = progressed.standing().enabled();
            if (progressed.toBeSkipped().equals(Lsn.ZERO)) {
                return outcome(progressed.reachedIfSeen());
            }
            if (!enabled) {
                throw notSkipped();
            }
            way.goesOn(worker());
            telling.tell("The stream has not come past it yet");
            telling.pause();
        }
        throw notSkipped();
    }

    private Worker worker() throws Setback {
        List<Worker> found = ends.target()
                .query(
                        WORKER,
                        row -> new Worker(
                                row.getInt("pid"),
                                Lsn.parse(row.getString("received")),
                                row.getString("heard"),
                                row.getBoolean("listens")),
                        work.stream().requireSubscription().oid().value());
        return found.isEmpty() ? Worker.NONE : found.getFirst();
    }

    private Setback notSkipped() {
        return Setback.lasting(new Trouble(
                "not_skipped",
                "The stream does not come to the transaction that ends at " + work.end()
                        + ": it fails on another, or hears nothing of its source",
                "See the stream's errors for the position that its latest one calls finished at"));
    }

    private String outcome(@Nullable Lsn reached) throws Setback {
        if (reached == null) {
            return "Nothing is to be skipped any more; whether it was skipped stands in the log of the target alone";
        }
        if (!reached.isAfter(work.end())) {
            throw Setback.lasting(new Trouble(
                    "skip_cleared",
                    "Another transaction came first, at " + reached
                            + ", so that PostgreSQL gave up what it was to skip",
                    "See the stream's errors for the position that its latest one calls finished at"));
        }
        return work.told()
                ? "It was skipped: the stream has come to " + reached + ". Compare the tables that it had changed"
                : "The stream has come to " + reached + ", past it; whether it was skipped stands in the target's log";
    }
}
