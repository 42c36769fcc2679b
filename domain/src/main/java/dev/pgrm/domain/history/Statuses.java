package dev.pgrm.domain.history;

import dev.pgrm.domain.stream.Stream.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses as numbers, which are written down: from well to ill, so that the greatest is the worst. */
public final class Statuses {
    private static final List<Status> PLACES = List.of(Status.ACTIVE, Status.SYNCING, Status.INACTIVE, Status.ERROR);

    private Statuses() {}

    public static long number(Status status) {
        return PLACES.indexOf(status);
    }

    /** None for one that a later version knows. */
    public static @Nullable Status numbered(long number) {
        return number >= 0 && number < PLACES.size() ? PLACES.get((int) number) : null;
    }
}
