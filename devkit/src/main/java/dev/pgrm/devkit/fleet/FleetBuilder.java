package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Durability;
import dev.pgrm.devkit.postgres.PostgresVersion;

/**
 * Describes a fleet from left to right: each server is named before those that follow it, and what is said after a server's name is said of that server.
 *
 * <pre>{@code
 * try (Fleet fleet = aFleet()
 *         .primary("orders", V17).tables("orders", "items")
 *         .logicalReplica("reporting", V18, following("orders"), tables("orders"))
 *         .standby("orders-dr", following("orders"))
 *         .standby("orders-dr-2", following("orders-dr"))
 *         .start()) { ... }
 * }</pre>
 */
public class FleetBuilder {
    final FleetPlan plan;

    FleetBuilder(FleetPlan plan) {
        this.plan = plan;
    }

    public PrimaryStep primary(String name, PostgresVersion version) {
        return new PrimaryStep(plan, name, version);
    }

    /** A server that subscribes to all tables of the source. */
    public LogicalReplicaStep logicalReplica(String name, PostgresVersion version, SourceRef source) {
        return logicalReplica(name, version, source, Fleet.tables());
    }

    /** Publication, subscription and slot are all named {@code <source>_to_<name>}. */
    public LogicalReplicaStep logicalReplica(String name, PostgresVersion version, SourceRef source, Tables tables) {
        return new LogicalReplicaStep(plan, name, version, source, tables);
    }

    /** A hot standby; its slot on the upstream is its name with underscores. */
    public StandbyStep standby(String name, SourceRef upstream) {
        return new StandbyStep(plan, name, upstream);
    }

    /** On every writable server a role that may look at everything and touch nothing. */
    public FleetBuilder monitoringRole(String name) {
        plan.monitoringRole = name;
        return this;
    }

    /** Servers that wait for the disk, for benchmarks that must not lie. */
    public FleetBuilder durable() {
        plan.durability = Durability.DURABLE;
        return this;
    }

    /** Starts everything and returns once replication is set up, not necessarily caught up: see {@link Fleet#awaitStreaming()}. */
    public Fleet start() {
        return new Launch(plan).start();
    }
}
