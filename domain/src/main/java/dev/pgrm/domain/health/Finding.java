package dev.pgrm.domain.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or soon will be.
 *
 * @param code stable, for programs
 * @param message in plain words, with the names filled in
 * @param remedy what to do; where SQL does it, the statement
 * @param since when it began, as far as that is known
 */
public record Finding(
        String code,
        Severity severity,
        String message,
        String remedy,
        @Nullable Instant since) {
    public enum Severity {
        /** Worth knowing. */
        NOTE,
        /** Will hurt if nobody acts. */
        WARNING,
        /** Hurts now. */
        CRITICAL
    }
}
