package dev.pgrm.api.history;

import dev.pgrm.domain.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which time is asked for, in how many pieces. */
record Range(Instant from, Instant to, int points) {
    private static final int USUAL = 300;
    private static final int MOST = 2_000;
    private static final Duration LAST = Duration.ofHours(1);

    static Range read(@Nullable String from, @Nullable String to, @Nullable String points, Instant now) {
        var wrong = new ArrayList<Violation>();
        Instant end = to == null ? now : Moment.read("to", to, wrong);
        Instant begin = from != null ? Moment.read("from", from, wrong) : end == null ? null : end.minus(LAST);
        if (begin != null && end != null && !begin.isBefore(end)) {
            wrong.add(new Violation("from", "must be before to, which is now unless given"));
        }
        if (begin != null && end != null && begin.isBefore(end) && begin.toEpochMilli() >= end.toEpochMilli()) {
            wrong.add(new Violation("from", "must be a millisecond or more before to"));
        }
        int pieces = pieces(points);
        if (pieces < 1 || pieces > MOST) {
            wrong.add(new Violation("points", "must be from 1 to " + MOST));
        }
        Moment.refuse(wrong);
        return new Range(Objects.requireNonNull(begin), Objects.requireNonNull(end), pieces);
    }

    private static int pieces(@Nullable String points) {
        try {
            return points == null ? USUAL : Integer.parseInt(points);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
