package dev.pgrm.api.topology;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.history.LookingBack;
import dev.pgrm.application.history.LookingBack.Past;
import dev.pgrm.application.topology.LayoutStore;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.domain.topology.Topology;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The map of a past moment. Its layout is its own, so that looking back does not disturb how the present is drawn. */
@Singleton
final class PastTopology {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final LookingBack history;
    private final LiveTopology live;
    private final KeptLayout layout;
    private final Clock clock;

    PastTopology(LookingBack history, LiveTopology live, LayoutStore layouts, Clock clock) {
        this.history = history;
        this.live = live;
        this.layout = new KeptLayout(layouts, clock);
        this.clock = clock;
    }

    TopologyBody at(Actor actor, String at) {
        var asked = new Asked();
        Instant moment = asked.moment("at", at);
        asked.require(moment == null || !moment.isAfter(clock.instant()), "at", "must not lie in the future");
        asked.refuseIfWrong();
        return switch (history.topologyAt(actor, Objects.requireNonNull(moment))) {
            case Past.Seen(var snapshot) -> drawn(snapshot);
            case Past.BeforeHistory(var begins) -> throw new Refusal(beforeHistory(begins));
        };
    }

    private TopologyBody drawn(Snapshot past) {
        Topology inOrder = new AsNow(live.current().topology()).order(past.topology());
        return TopologyBody.of(new Snapshot(past.at(), inOrder), layout.whole(inOrder));
    }

    HappenedBody happened(Actor actor, @Nullable String from, @Nullable String to) {
        var asked = new Asked();
        Instant end = to == null ? clock.instant() : asked.moment("to", to);
        Instant begin = from != null ? asked.moment("from", from) : end == null ? null : end.minus(AN_HOUR);
        asked.require(
                begin == null || end == null || begin.isBefore(end),
                "from",
                "must be before to, which is now unless given");
        asked.refuseIfWrong();
        Instant until = Objects.requireNonNull(end);
        return HappenedBody.of(history.happenedOnMap(actor, Objects.requireNonNull(begin), until), until);
    }

    private static Problem beforeHistory(@Nullable Instant begins) {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "before_history",
                begins == null
                        ? "No history has been written yet"
                        : "History is kept from " + begins + " on, and nothing of before",
                begins == null
                        ? "A monitor writes history; start one: bin/pgrm monitor"
                        : "Ask for a later moment, or keep history longer by PGRM_HISTORY_QUARTER_DAYS of the monitors");
    }
}
