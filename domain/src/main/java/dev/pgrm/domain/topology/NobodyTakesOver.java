package dev.pgrm.domain.topology;

import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;

/** A server is gone for good, and has no standby. */
final class NobodyTakesOver {
    private NobodyTakesOver() {}

    static List<Effect> effects(Surroundings around) {
        var effects = new ArrayList<Effect>();
        effects.add(Effect.critical(
                        "no_standby",
                        "No standby of " + around.name() + " is known that could take over: all that was not replicated"
                                + " to subscribers is gone with it")
                .remedied("Build a standby, or have a backup at hand"));
        for (Logical each : around.feeds()) {
            effects.add(Effect.critical(
                            "source_gone",
                            each.stream().name() + " ends: its slot is gone with " + around.name() + ", and "
                                    + around.chart().nameOf(each.stream().targetServer())
                                    + " keeps what it has received")
                    .on(each.stream().id()));
            if (each.link().subscriber() != null) {
                effects.add(Effect.warning(
                                "sequences_not_replicated",
                                "Whoever goes on working on "
                                        + around.chart().nameOf(each.stream().targetServer())
                                        + " finds its sequences where they were: they are not replicated")
                        .remedied("Set them beyond the values in use first")
                        .on(each.stream().id()));
            }
        }
        for (Logical each : around.reads()) {
            if (each.stream().slot() == null) {
                continue;
            }
            effects.add(Effect.critical(
                            "consumer_gone",
                            "Slot " + each.stream().slot() + " on "
                                    + around.chart().nameOf(each.stream().sourceServer())
                                    + " goes on holding WAL back for " + around.name() + ", which is gone")
                    .remedied("Drop the slot there")
                    .on(each.stream().id()));
        }
        return effects;
    }
}
