package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said of one logical stream so far. */
final class SubscriptionPlan {
    final SourceRef source;
    final Tables tables;
    final ServerPlan replica;

    /** Null is the replica's default database, which may be named later than the subscription. */
    private final @Nullable String database;

    String name;
    List<String> options = List.of();

    @Nullable
    FaultProxy proxy;

    SubscriptionPlan(SourceRef source, Tables tables, ServerPlan replica, @Nullable String database) {
        this.source = source;
        this.tables = tables;
        this.replica = replica;
        this.database = database;
        this.name = (source.label() + "_to_" + replica.name).replace('-', '_');
    }

    String database() {
        return database == null ? replica.defaultDatabase() : database;
    }
}
