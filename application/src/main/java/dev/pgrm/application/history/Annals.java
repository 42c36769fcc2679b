package dev.pgrm.application.history;

import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * History as it is written. One worker holds the pen; each page says anew whose hand it is, so that whoever lost the pen without
 * noticing writes nothing, and no moment is written twice.
 */
public interface Annals {
    /** Takes the pen, unless another worker holds it. It falls from the hand of one who has not written for so long. */
    boolean takePen(WorkerId self, Duration lease);

    /** Lays it down, so that another may take it at once. */
    void layPenDown(WorkerId self);

    /** The parts of the map as they were written last. */
    List<Element> present();

    /** Writes a page whole or not at all, and goes on holding the pen. */
    Written write(WorkerId self, Page page, Duration lease);

    /** What became of a page. */
    enum Written {
        NOW,
        /** This moment or a later one was written already. */
        BEFORE,
        /** The moment has not come yet, by the clock of the store. */
        AHEAD,
        /** Another worker holds the pen. */
        BY_ANOTHER
    }

    /** Closes what is complete, makes room for what comes, and drops what has expired. May be done by several at once. */
    void tend(Instant now, Retention retention);
}
