package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until the target's worker hears the source. Copies may go on for hours after that: how they come along is seen of the stream itself.
 *
 * @param oid none where the subscription was made just now; then its name tells which it is
 */
record AwaitFlow(SubscriptionName subscription, @Nullable Oid oid, Ends ends) implements Act {
    static final String SILENT = "does_not_stream";
    private static final int LOOKS = 120;

    /**
     * Names are those of one database, workers those of all. A source says where it stands before it reads its log, however long that
     * takes it then.
     */
    private static final String HEARS = """
            select exists (select from pg_stat_subscription
              where subid = cast(? as oid) and relid is null and pid is not null and received_lsn is not null)""";

    AwaitFlow(SubscriptionName subscription, Ends ends) {
        this(subscription, null, ends);
    }

    AwaitFlow(Subscribed subscription, Ends ends) {
        this(subscription.name(), subscription.oid(), ends);
    }

    @Override
    public String name() {
        return CreateStream.FLOW;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        long known = known();
        for (int look = 0; look < LOOKS; look++) {
            if (ends.target().is(HEARS, known)) {
                return toBeCopied(known);
            }
            telling.pause();
        }
        throw Setback.lasting(new Trouble(
                SILENT,
                "The subscription's worker does not come to receive changes: it is not started, or ends again and again",
                "See the log of the target's server for its reason; free workers (max_logical_replication_workers,"
                        + " max_worker_processes) are the usual one"));
    }

    private long known() throws Setback {
        return oid == null ? Standing.oidOf(ends.target(), subscription) : oid.value();
    }

    private String toBeCopied(long known) throws Setback {
        long left = ends.target()
                .query(
                        "select count(*) from pg_subscription_rel where srsubid = cast(? as oid) and srsubstate not in ('r', 's')",
                        row -> row.getLong(1),
                        known)
                .getFirst();
        return "It streams" + (left == 0 ? "" : "; tables that are still to be copied: " + left);
    }
}
