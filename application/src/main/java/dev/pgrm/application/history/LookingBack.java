package dev.pgrm.application.history;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.history.Records.Span;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.domain.history.Buckets;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading history: the course of figures, and the map of a past moment. */
public final class LookingBack {
    /** Whoever wrote the last page may be about to write the next. */
    private static final Duration ONGOING = Duration.ofMinutes(2);

    /** More are no help to who looks, and would keep the store busy. */
    private static final int MOST_CHANGES = 5_000;

    private final Records records;
    private final Authorization authorization;
    private final Duration interval;

    /** @param interval from one sample to the next */
    public LookingBack(Records records, Authorization authorization, Duration interval) {
        this.records = records;
        this.authorization = authorization;
        this.interval = interval;
    }

    /** The map of a moment, if there is one. */
    public sealed interface Past {
        record Seen(Snapshot snapshot) implements Past {}

        /** @param begins none when nothing was written yet */
        record BeforeHistory(@Nullable Instant begins) implements Past {}
    }

    /**
     * What happened on the map.
     *
     * @param begins from when on history is kept; none when nothing was written yet
     * @param from from when on the turns are all: later than asked for where too much happened
     * @param watched the times of it in which somebody looked
     */
    public record Happened(@Nullable Instant begins, Instant from, List<Span> watched, List<Turn> turns) {
        public Happened {
            watched = List.copyOf(watched);
            turns = List.copyOf(turns);
        }
    }

    public boolean knows(Actor actor, Series series) {
        authorization.require(actor, Act.SEE);
        return records.know(series);
    }

    /** The course of figures in at most so many buckets. */
    public Buckets course(Actor actor, Series series, Set<Measure> measures, Instant from, Instant to, int points) {
        authorization.require(actor, Act.SEE);
        Grain wished = Grain.within(Duration.between(from, to).dividedBy(points));
        Buckets buckets = Buckets.between(from, to, points, width(coarsest(wished, from)));
        records.readings(series, measures, wished, buckets.from(), to)
                .forEach(reading -> buckets.add(reading.at(), reading.measure(), reading.spread()));
        return buckets;
    }

    /** Where the range begins before what is kept finely, all of it is shown as coarsely as its beginning. */
    private Grain coarsest(Grain wished, Instant from) {
        Map<Grain, Instant> reach = records.reach();
        Grain needed = wished;
        for (Grain coarser : Grain.values()) {
            Instant finer = reach.get(needed);
            Instant further = reach.get(coarser);
            if (coarser.compareTo(needed) > 0
                    && further != null
                    && (finer == null || (from.isBefore(finer) && further.isBefore(finer)))) {
                needed = coarser;
            }
        }
        return needed;
    }

    private Duration width(Grain grain) {
        return grain == Grain.RAW ? interval : grain.width();
    }

    /** The map of that moment. Where nobody looked then, it is as it was seen last, and all of it stale. */
    public Past topologyAt(Actor actor, Instant at) {
        authorization.require(actor, Act.SEE);
        List<Span> spans = records.spans();
        if (spans.isEmpty() || at.isBefore(spans.getFirst().from())) {
            return new Past.BeforeHistory(
                    spans.isEmpty() ? null : spans.getFirst().from());
        }
        boolean watched = spans.stream()
                .anyMatch(span ->
                        !at.isBefore(span.from()) && !at.isAfter(span.to().plus(ONGOING)));
        Map<Series, Map<Measure, Long>> figures = new HashMap<>(records.figuresAt(Subject.STREAM, at));
        figures.putAll(records.figuresAt(Subject.SERVER, at));
        return new Past.Seen(new Snapshot(at, new Figured(figures, watched).topology(records.elementsAt(at))));
    }

    /**
     * How far back it reaches.
     *
     * @param begins of the map; none when nothing was written yet
     * @param grains of the figures that are closed
     * @param kept for how long, as the monitor that writes it was told; none before it has told so
     */
    public record Reach(
            @Nullable Instant begins,
            Map<Grain, Instant> grains,
            @Nullable Retention kept) {
        public Reach {
            grains = Map.copyOf(grains);
        }
    }

    public Reach reach(Actor actor) {
        authorization.require(actor, Act.SEE);
        List<Span> spans = records.spans();
        return new Reach(spans.isEmpty() ? null : spans.getFirst().from(), records.reach(), records.retention());
    }

    /** What came, went, or changed its status between two moments. */
    public Happened happenedOnMap(Actor actor, Instant from, Instant to) {
        authorization.require(actor, Act.SEE);
        List<Span> spans = records.spans();
        if (spans.isEmpty()) {
            return new Happened(null, from, List.of(), List.of());
        }
        Instant begins = spans.getFirst().from();
        var versions = records.versions(from, to, MOST_CHANGES);
        return new Happened(
                begins,
                versions.from(),
                spans.stream()
                        .filter(span -> !span.from().isAfter(to) && !span.to().isBefore(from))
                        .toList(),
                Turn.among(versions, begins, to));
    }
}
