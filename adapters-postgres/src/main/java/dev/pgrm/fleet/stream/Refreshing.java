package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.RefreshStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;

/** On the target, whose server asks the source meanwhile. Done wholly or not at all, so there is nothing to undo. */
record Refreshing(Subscribed subscription, boolean copyData, Ends ends) implements Act {
    private static final String TABLES = "tables";

    @Override
    public String name() {
        return RefreshStream.REFRESH;
    }

    private long tables() throws Setback {
        return ends.target()
                .query(
                        "select count(*) from pg_subscription_rel where srsubid = cast(? as oid)",
                        row -> row.getLong(1),
                        subscription.oid().value())
                .getFirst();
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(TABLES, Long.toString(tables()));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (!Standing.require(target, subscription).enabled()) {
            throw Setback.lasting(new Trouble(
                    "subscription_disabled",
                    "PostgreSQL refreshes only subscriptions that are enabled, and " + subscription.name() + " is not",
                    "Resume the stream first"));
        }
        target.execute(subscription.statements().refresh(copyData));
        return "Tables before: " + notes.get(TABLES) + ", now: " + tables();
    }
}
