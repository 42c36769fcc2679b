package dev.pgrm.application.history;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** History as it is read. */
public interface Records {
    /** One figure of one moment, or of the grain that began then. */
    record Reading(long at, Measure measure, Spread spread) {}

    /** From when to when something was written, without a pause worth naming. */
    record Span(Instant from, Instant to) {}

    /** A part of the map for as long as nothing but figures changed in it; none for its end while it stands. */
    record Version(Element element, Instant from, @Nullable Instant to) {}

    /** Versions in the order of their parts, and from when on they are all. */
    record Versions(Instant from, List<Version> all) {
        public Versions {
            all = List.copyOf(all);
        }
    }

    /** Whether anything was ever written of it. */
    boolean know(Series series);

    /** From when on each grain reaches, as far as any of it is closed. */
    Map<Grain, Instant> reach();

    /** For how long it is kept, as whoever drops what has expired was told; none before anybody did. */
    @Nullable
    Retention retention();

    /**
     * What is known of that time, in the order of time: as finely as wished, where that is still kept, and else as finely as
     * there is.
     */
    List<Reading> readings(Series series, Set<Measure> measures, Grain wished, Instant from, Instant to);

    /** Times in which somebody wrote, in their order. */
    List<Span> spans();

    /** The parts of the map of that moment. */
    List<Element> elementsAt(Instant at);

    /** What stood at some time between, as far back as at most so many changes reach. */
    Versions versions(Instant from, Instant to, int most);

    /** The last figures of everything of a kind in the minute before a moment, or in the grain that is left of it. */
    Map<Series, Map<Measure, Long>> figuresAt(Subject subject, Instant at);
}
