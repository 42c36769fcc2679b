package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;

/** What can be said of a physical standby. */
public final class StandbyStep extends FleetBuilder {
    private final StandbyPlan standby;

    StandbyStep(FleetPlan plan, String name, SourceRef upstream) {
        super(plan);
        standby = new StandbyPlan(name, upstream.server());
        plan.add(standby);
    }

    /** The standby connects to its upstream through {@code proxy}. */
    public StandbyStep through(FaultProxy proxy) {
        standby.proxy = proxy;
        return this;
    }

    public StandbyStep setting(String name, String value) {
        standby.settings.put(name, value);
        return this;
    }
}
