package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.List;

/** What can be said of a primary. */
public final class PrimaryStep extends ServerStep<PrimaryStep> {
    PrimaryStep(FleetPlan plan, String name, PostgresVersion version) {
        super(plan, name, version);
    }

    /** Tables {@code (id, payload, changed_at)} in the current database. */
    public PrimaryStep tables(String... names) {
        server.current().tables.addAll(List.of(names));
        return this;
    }

    @Override
    PrimaryStep self() {
        return this;
    }
}
