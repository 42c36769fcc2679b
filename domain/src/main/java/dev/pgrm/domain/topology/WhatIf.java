package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.whatif.Effect;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Event.Downtime;
import dev.pgrm.domain.whatif.Event.Failover;
import dev.pgrm.domain.whatif.Event.Restart;
import dev.pgrm.domain.whatif.Foresight;
import dev.pgrm.domain.whatif.Foresight.Foreseen;
import dev.pgrm.domain.whatif.Foresight.Impossible;
import dev.pgrm.domain.whatif.Foresight.Nowhere;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Foresees what would come of an event, out of what the map was drawn from. */
final class WhatIf {
    private final Chart chart;

    WhatIf(Chart chart) {
        this.chart = chart;
    }

    Foresight foresee(UUID server, Event event) {
        Surroundings around = around(server);
        if (around == null) {
            return new Nowhere();
        }
        return switch (event) {
            case Restart _ -> new Foreseen(around.id(), null, interrupted(around));
            case Downtime(var length) -> {
                List<Effect> effects = interrupted(around);
                effects.addAll(new HoldWal(around, length).effects());
                yield new Foreseen(around.id(), null, effects);
            }
            case Failover(var standby) -> failover(around, standby);
        };
    }

    private @Nullable Surroundings around(UUID id) {
        Sighting sighting = chart.sighting(id);
        UUID mapped = sighting == null ? id : sighting.id().value();
        MappedServer server = chart.server(mapped);
        return server == null ? null : new Surroundings(chart, mapped, server.name(), sighting);
    }

    /** What comes of stopping it in good order, however long it stays away. */
    private static List<Effect> interrupted(Surroundings around) {
        List<Effect> effects = uncertain(around);
        effects.addAll(CutConnections.hurt(around));
        effects.addAll(CutConnections.reconnecting(around));
        effects.addAll(CutConnections.asConsumer(around));
        effects.addAll(new ShutDown(around).effects());
        effects.addAll(new KeepWaiting(around).effects());
        return effects;
    }

    private static List<Effect> uncertain(Surroundings around) {
        var effects = new ArrayList<Effect>();
        if (!around.seen()) {
            effects.add(Effect.warning(
                            "server_unseen",
                            "Nobody has seen what " + around.name()
                                    + " holds, so only what the other ends of its streams show is told")
                    .remedied("Register the server, or see why it cannot be reached"));
        } else if (around.sighting() != null && around.sighting().stale()) {
            effects.add(Effect.warning(
                    "server_stale",
                    around.name() + " cannot be seen at present; what is told rests on how it was when last seen"));
        }
        return effects;
    }

    private Foresight failover(Surroundings around, @Nullable UUID wanted) {
        if (around.seen()
                && around.sighting() != null
                && around.sighting().facts().identity().inRecovery()) {
            return new Impossible(new Trouble(
                    "not_a_primary",
                    around.name() + " is a standby, so nothing fails over from it",
                    "Ask about the primary that it follows, or about a restart or downtime of the standby"));
        }
        Heir heir = Heir.of(around, wanted);
        if (wanted != null && heir == null) {
            return new Impossible(new Trouble(
                    "not_a_standby",
                    chart.nameOf(wanted) + " is no standby of " + around.name()
                            + ", so it cannot take over by promotion",
                    "Name a server that follows " + around.name()
                            + " by physical replication; moving to a logical subscriber is a cutover"));
        }
        List<Effect> effects = uncertain(around);
        if (heir == null) {
            effects.addAll(NobodyTakesOver.effects(around));
            return new Foreseen(around.id(), null, effects);
        }
        effects.addAll(CutConnections.hurt(around));
        effects.addAll(new TakeOver(around, heir).effects());
        effects.addAll(new SlotsAfterFailover(around, heir).effects());
        effects.addAll(new FollowHeir(around, heir).effects());
        return new Foreseen(around.id(), heir.id(), effects);
    }
}
