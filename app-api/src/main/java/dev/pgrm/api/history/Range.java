package dev.pgrm.api.history;

import dev.pgrm.api.page.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which time is asked for, in how many pieces. */
record Range(Instant from, Instant to, int points) {
    private static final int USUAL = 300;
    private static final int MOST = 2_000;
    private static final Duration LAST = Duration.ofHours(1);

    static Range read(@Nullable String from, @Nullable String to, @Nullable String points, Instant now) {
        var asked = new Asked();
        Instant end = to == null ? now : asked.moment("to", to);
        Instant begin = from != null ? asked.moment("from", from) : end == null ? null : end.minus(LAST);
        if (begin != null && end != null) {
            asked.require(
                    begin.toEpochMilli() < end.toEpochMilli(),
                    "from",
                    "must be a millisecond or more before to, which is now unless given");
        }
        int pieces = pieces(points);
        asked.require(pieces >= 1 && pieces <= MOST, "points", "must be from 1 to " + MOST);
        asked.refuseIfWrong();
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
