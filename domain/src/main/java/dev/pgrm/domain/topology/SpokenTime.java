package dev.pgrm.domain.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people say them: one unit is enough. */
final class SpokenTime {
    private static final int UNTIL = 2;

    private SpokenTime() {}

    static String of(@Nullable Duration length) {
        if (length == null) {
            return "an unknown time";
        }
        if (length.toDays() >= UNTIL) {
            return length.toDays() + " days";
        }
        if (length.toHours() >= UNTIL) {
            return length.toHours() + " hours";
        }
        if (length.toMinutes() >= UNTIL) {
            return length.toMinutes() + " minutes";
        }
        return length.toSeconds() == 1 ? "1 second" : length.toSeconds() + " seconds";
    }
}
