package dev.pgrm.domain.topology;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.whatif.Effect;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Foresight;
import dev.pgrm.domain.whatif.Foresight.Foreseen;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is foreseen of an event in a fleet. */
record Foreseeing(Fleet fleet, Foreseen foreseen) {
    static Foreseeing restart(Fleet fleet, String server) {
        return of(fleet, fleet.serverId(server), new Event.Restart());
    }

    static Foreseeing downtime(Fleet fleet, String server, Duration length) {
        return of(fleet, fleet.serverId(server), new Event.Downtime(length));
    }

    static Foreseeing failover(Fleet fleet, String server, @Nullable String standby) {
        return of(fleet, fleet.serverId(server), new Event.Failover(standby == null ? null : fleet.serverId(standby)));
    }

    static Foreseeing of(Fleet fleet, UUID server, Event event) {
        Foresight foresight = fleet.chart().foresee(server, event);
        if (foresight instanceof Foreseen foreseen) {
            return new Foreseeing(fleet, foreseen);
        }
        throw new AssertionError("foreseen was " + foresight);
    }

    List<String> codes() {
        return foreseen.effects().stream().map(Effect::code).toList();
    }

    List<String> codes(Severity severity) {
        return foreseen.effects().stream()
                .filter(effect -> effect.severity() == severity)
                .map(Effect::code)
                .toList();
    }

    Effect effect(String code) {
        return foreseen.effects().stream()
                .filter(effect -> effect.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + codes()));
    }

    String sql(String code) {
        var remedy = effect(code).remedy();
        return remedy == null || remedy.sql() == null ? "" : remedy.sql();
    }
}
