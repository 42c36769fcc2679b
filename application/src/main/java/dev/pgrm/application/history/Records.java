package dev.pgrm.application.history;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** History as it is read. */
public interface Records {
    /** One figure of one moment, or of the grain that began then. */
    record Reading(long at, Measure measure, Spread spread) {}

    /** From when to when something was written, without a pause worth naming. */
    record Span(Instant from, Instant to) {}

    /** Whether anything was ever written of it. */
    boolean know(Series series);

    /** From when on each grain reaches, as far as any of it is closed. */
    Map<Grain, Instant> reach();

    /**
     * What is known of that time, in the order of time: as finely as wished, where that is still kept, and else as finely as
     * there is.
     */
    List<Reading> readings(Series series, Set<Measure> measures, Grain wished, Instant from, Instant to);

    /** Times in which somebody wrote, in their order. */
    List<Span> spans();

    /** The parts of the map of that moment. */
    List<Element> elementsAt(Instant at);

    /** The last figures of everything of a kind in the minute before a moment, or in the grain that is left of it. */
    Map<Series, Map<Measure, Long>> figuresAt(Subject subject, Instant at);
}
