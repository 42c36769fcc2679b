package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of a logical replica; what concerns a stream concerns the latest one. */
public final class LogicalReplicaStep extends ServerStep<LogicalReplicaStep> {
    private SubscriptionPlan subscription;

    LogicalReplicaStep(FleetPlan plan, String name, PostgresVersion version, SourceRef source, Tables tables) {
        super(plan, name, version);
        subscription = subscribe(source, tables, null);
    }

    private SubscriptionPlan subscribe(SourceRef source, Tables tables, @Nullable String database) {
        var added = new SubscriptionPlan(source, tables, server, database);
        plan.add(added);
        return added;
    }

    /** A further subscription, in the database named last. */
    public LogicalReplicaStep alsoFollowing(SourceRef source, Tables tables) {
        subscription = subscribe(source, tables, server.current().name);
        return this;
    }

    /** The subscriber connects to its publisher through {@code proxy}. */
    public LogicalReplicaStep through(FaultProxy proxy) {
        subscription.proxy = proxy;
        return this;
    }

    /** Another name for publication, subscription and slot. */
    public LogicalReplicaStep named(String name) {
        subscription.name = name;
        return this;
    }

    /** Further options of CREATE SUBSCRIPTION, such as {@code copy_data = false}. */
    public LogicalReplicaStep with(String... options) {
        subscription.options = List.of(options);
        return this;
    }

    @Override
    LogicalReplicaStep self() {
        return this;
    }
}
