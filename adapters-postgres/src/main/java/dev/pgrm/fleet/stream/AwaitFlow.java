package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import java.util.Map;

/**
 * Until the target's worker hears the source. Copies may go on for hours after that: how they come along is seen of the stream itself.
 */
record AwaitFlow(SubscriptionName subscription, Ends ends) implements Act {
    static final String SILENT = "does_not_stream";
    private static final int LOOKS = 120;

    private static final String HEARS = """
            select exists (select from pg_stat_subscription
              where subname = ? and relid is null and pid is not null and received_lsn is not null)""";

    @Override
    public String name() {
        return CreateStream.FLOW;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        for (int look = 0; look < LOOKS; look++) {
            if (ends.target().is(HEARS, subscription.value())) {
                return toBeCopied();
            }
            telling.pause();
        }
        throw Setback.lasting(new Trouble(
                SILENT,
                "The subscription's worker does not come to receive changes: it is not started, or ends again and again",
                "See the log of the target's server for its reason; free workers (max_logical_replication_workers,"
                        + " max_worker_processes) are the usual one"));
    }

    private String toBeCopied() throws Setback {
        long left = ends.target()
                .query("""
                        select count(*) from pg_subscription_rel join pg_subscription on oid = srsubid
                         where subname = ? and srsubstate not in ('r', 's')""", row -> row.getLong(1), subscription.value())
                .getFirst();
        return "It streams" + (left == 0 ? "" : "; tables that are still to be copied: " + left);
    }
}
