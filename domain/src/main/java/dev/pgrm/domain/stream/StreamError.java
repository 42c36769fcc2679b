package dev.pgrm.domain.stream;

import dev.pgrm.domain.Trouble;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stops a stream.
 *
 * @param at when it was last told of
 * @param side where it went wrong
 * @param inferred whether it was concluded from counters and processes, since no log that could be read told it
 */
public record StreamError(
        Trouble trouble, @Nullable Instant at, @Nullable Side side, boolean inferred) {
    public enum Side {
        SOURCE,
        TARGET
    }

    public static StreamError inferred(Trouble trouble, @Nullable Side side) {
        return new StreamError(trouble, null, side, true);
    }
}
